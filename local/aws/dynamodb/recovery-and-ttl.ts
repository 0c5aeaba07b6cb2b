import { createKey, type Item } from 'dynalite/db';
import { z } from 'zod';
import { invalid, tableOf } from './actions';
import type { Engine } from './engine';
import { itemPrefix, under } from './keyspace';
import type { Settings } from './settings';
import { valuesOf } from './view';

const TtlInput = z.object({
  TableName: z.string(),
  TimeToLiveSpecification: z.object({ Enabled: z.boolean(), AttributeName: z.string().min(1) }),
});
const RecoveryInput = z.object({
  TableName: z.string(),
  PointInTimeRecoverySpecification: z.object({ PointInTimeRecoveryEnabled: z.boolean() }),
});

/** Switches time to live and point-in-time recovery; the latter is remembered and does nothing. */
export class RecoveryAndTtl {
  readonly #engine: Engine;
  readonly #settings: Settings;

  constructor(engine: Engine, settings: Settings) {
    this.#engine = engine;
    this.#settings = settings;
  }

  /** Takes up the time to live of tables that were there before this process. */
  async resume(): Promise<void> {
    for (const [table, { ttl }] of this.#settings.entries()) if (ttl !== null) await this.#start(table, ttl);
  }

  /** UpdateTimeToLive. */
  updateTtl(input: Record<string, unknown>): Promise<Record<string, unknown>> {
    const { TableName: name, TimeToLiveSpecification: wanted } = TtlInput.parse(input);
    return this.#engine.serially(async () => {
      await tableOf(this.#engine.store, name);
      const { ttl } = this.#settings.of(name);
      if (wanted.Enabled && ttl !== null) throw invalid('TimeToLive is already enabled');
      if (!wanted.Enabled && ttl === null) throw invalid('TimeToLive is already disabled');
      await this.#settings.change(name, { ttl: wanted.Enabled ? wanted.AttributeName : null });
      if (wanted.Enabled) await this.#start(name, wanted.AttributeName);
      else this.#engine.expiry.stop(name);
      return { TimeToLiveSpecification: wanted };
    });
  }

  /** DescribeTimeToLive. */
  async describeTtl(name: string): Promise<Record<string, unknown>> {
    await tableOf(this.#engine.store, name);
    const { ttl } = this.#settings.of(name);
    const on = ttl !== null && { AttributeName: ttl };
    return { TimeToLiveDescription: { TimeToLiveStatus: on ? 'ENABLED' : 'DISABLED', ...on } };
  }

  /** UpdateContinuousBackups. */
  async updateRecovery(input: Record<string, unknown>): Promise<Record<string, unknown>> {
    const { TableName: name, PointInTimeRecoverySpecification: wanted } = RecoveryInput.parse(input);
    await tableOf(this.#engine.store, name);
    await this.#settings.change(name, { pointInTimeRecovery: wanted.PointInTimeRecoveryEnabled });
    return this.describeRecovery(name);
  }

  /** DescribeContinuousBackups. */
  async describeRecovery(name: string): Promise<Record<string, unknown>> {
    await tableOf(this.#engine.store, name);
    const { pointInTimeRecovery } = this.#settings.of(name);
    return {
      ContinuousBackupsDescription: {
        ContinuousBackupsStatus: 'ENABLED',
        PointInTimeRecoveryDescription: {
          PointInTimeRecoveryStatus: pointInTimeRecovery ? 'ENABLED' : 'DISABLED',
        },
      },
    };
  }

  async #start(name: string, attribute: string): Promise<void> {
    const { store, expiry } = this.#engine;
    const table = await tableOf(store, name);
    expiry.start(name, attribute);
    for await (const item of valuesOf<Item>(store.db, under(itemPrefix(name)))) {
      expiry.watch(name, createKey(item, table), item);
    }
  }
}
