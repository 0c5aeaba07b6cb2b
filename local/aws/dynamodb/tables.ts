import type { Store, Table } from 'dynalite/db';
import { z } from 'zod';
import { act, invalid, prepare, tableOf } from './actions';
import type { Engine } from './engine';
import { changeIndexes, IndexUpdates } from './indexes';
import { indexPrefix, itemPrefix, TABLES, tagPrefix, under } from './keyspace';
import type { Settings } from './settings';

const MAX_NAMES = 100;

const Created = z.object({
  StreamSpecification: z.record(z.string(), z.unknown()).optional(),
  DeletionProtectionEnabled: z.boolean().optional(),
});
const Updated = z.object({
  TableName: z.string(),
  AttributeDefinitions: z
    .array(z.object({ AttributeName: z.string(), AttributeType: z.string() }))
    .default([]),
  GlobalSecondaryIndexUpdates: IndexUpdates.default([]),
  BillingMode: z.string().optional(),
  ProvisionedThroughput: z.unknown().optional(),
  DeletionProtectionEnabled: z.boolean().optional(),
  StreamSpecification: z.record(z.string(), z.unknown()).optional(),
});
const Listed = z.object({
  ExclusiveStartTableName: z.string().optional(),
  Limit: z.int().default(MAX_NAMES),
});

/** Creates, changes, lists and deletes tables; what it changes is in effect when it answers. */
export class Tables {
  readonly #engine: Engine;
  readonly #store: Store;
  readonly #settings: Settings;

  constructor(engine: Engine, settings: Settings) {
    this.#engine = engine;
    this.#store = engine.store;
    this.#settings = settings;
  }

  /** CreateTable. */
  create(input: Record<string, unknown>): Promise<Record<string, unknown>> {
    const prepared = prepare(this.#store, 'CreateTable', input);
    const extra = Created.parse(input);
    return this.#engine.serially(async () => {
      await act(this.#store, 'CreateTable', prepared);
      const table = await this.#settled(String(input.TableName));
      table.CreationDateTime = this.#engine.now() / 1000;
      return { TableDescription: await this.#save({ ...table, ...described(table, extra) }) };
    });
  }

  /** DescribeTable. */
  async describe(name: string): Promise<Record<string, unknown>> {
    return { Table: modelled(await tableOf(this.#store, name)) };
  }

  /** ListTables. */
  async list(input: Record<string, unknown>): Promise<Record<string, unknown>> {
    const { ExclusiveStartTableName: start, Limit } = Listed.parse(input);
    if (Limit < 1 || Limit > MAX_NAMES) throw invalid(`limit must be between 1 and ${MAX_NAMES}`);
    const keys = await this.#store.db.keys(under(TABLES)).all();
    const names = keys
      .map((key) => key.slice(TABLES.length))
      .filter((name) => start === undefined || name > start);
    const page = names.slice(0, Limit);
    return { TableNames: page, ...(names.length > Limit && { LastEvaluatedTableName: page.at(-1) }) };
  }

  /** UpdateTable: indexes, billing, deletion protection. */
  update(input: Record<string, unknown>): Promise<Record<string, unknown>> {
    const wanted = Updated.parse(input);
    return this.#engine.serially(async () => {
      await tableOf(this.#store, wanted.TableName);
      if (wanted.BillingMode !== undefined || wanted.ProvisionedThroughput !== undefined) {
        const { TableName, BillingMode, ProvisionedThroughput } = input;
        const billing = { TableName, BillingMode, ProvisionedThroughput };
        await act(this.#store, 'UpdateTable', prepare(this.#store, 'UpdateTable', billing));
      }
      let table = await this.#settled(wanted.TableName);
      const { GlobalSecondaryIndexUpdates: updates, AttributeDefinitions: definitions } = wanted;
      if (updates.length > 0) table = await changeIndexes(this.#store, table, updates, definitions);
      return { TableDescription: await this.#save({ ...table, ...described(table, wanted) }) };
    });
  }

  /** DeleteTable, with its items, indexes and settings. */
  delete(name: string): Promise<Record<string, unknown>> {
    return this.#engine.serially(async () => {
      const table = await tableOf(this.#store, name);
      if (table.DeletionProtectionEnabled === true) {
        throw invalid(
          'Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.',
        );
      }
      this.#engine.expiry.stop(name);
      await this.#settings.forget(name);
      await this.#store.db.clear(under(itemPrefix(name)));
      await this.#store.db.clear(under(indexPrefix('global', name, '').slice(0, -1)));
      await this.#store.db.clear(under(indexPrefix('local', name, '').slice(0, -1)));
      await this.#store.db.clear(under(tagPrefix(name)));
      await this.#store.db.del(TABLES + name);
      return { TableDescription: modelled({ ...table, TableStatus: 'DELETING' }) };
    });
  }

  async #save(table: Table): Promise<Record<string, unknown>> {
    await this.#store.db.put(TABLES + table.TableName, table);
    return modelled(table);
  }

  /** dynalite finishes a change of a table on a timer of zero milliseconds. */
  async #settled(name: string): Promise<Table> {
    for (;;) {
      const table = await tableOf(this.#store, name);
      if (table.TableStatus === 'ACTIVE') return table;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}

function described(table: Table, wanted: z.infer<typeof Created>): Partial<Table> {
  const { StreamSpecification, DeletionProtectionEnabled } = wanted;
  return {
    ...(DeletionProtectionEnabled !== undefined && { DeletionProtectionEnabled }),
    ...(StreamSpecification && {
      StreamSpecification,
      LatestStreamArn: `${table.TableArn}/stream/2026-01-01T00:00:00.000`,
    }),
  };
}

/** Without the one member that dynalite invents. */
function modelled(table: Table): Record<string, unknown> {
  const { ...description } = table;
  delete description.TableThroughputModeSummary;
  return description;
}
