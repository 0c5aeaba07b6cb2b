import * as model from '@aws-sdk/client-dynamodb';
import type { Item } from 'dynalite/db';
import { z } from 'zod';
import type { Timeline } from '../../clock';
import { type EmulatedService, type ServiceCall, ServiceError } from '../service';
import { type ActionName, act, prepare } from './actions';
import { type ChangeListener, Changes } from './changes';
import { Engine } from './engine';
import { openStore } from './open-store';
import { writeBatch } from './batch';
import { RecoveryAndTtl } from './recovery-and-ttl';
import { Settings } from './settings';
import { Tables } from './tables';
import { listTags, tagResource, untagResource } from './tags';
import { Transactions } from './transactions';
import { readView } from './view';

type Input = Record<string, unknown>;
type Handler = (input: Input) => Promise<Input>;

const Paged = z.object({
  ExclusiveStartKey: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
});
const Gets = z.object({
  TransactItems: z
    .array(z.object({ Get: z.record(z.string(), z.unknown()) }))
    .min(1)
    .max(100),
});

/** Where an emulated DynamoDB keeps its data and what it calls itself. */
export type DynamoDbOptions = {
  timeline: Timeline;
  /** @default memory */
  folder?: string;
  /** @default eu-west-1 */
  region?: string;
  /** @default 000000000000 */
  accountId?: string;
};

/** DynamoDB: dynalite's storage and expressions with transactions, time to live, indexes and change events added. */
export class DynamoDb implements EmulatedService {
  readonly name = 'dynamodb';
  readonly protocol = 'json';
  readonly target = 'DynamoDB_20120810';
  readonly model: Record<string, unknown> = model;
  readonly #engine: Engine;
  readonly #changes: Changes;
  readonly #handlers: ReadonlyMap<string, Handler>;

  private constructor(engine: Engine, changes: Changes, handlers: ReadonlyMap<string, Handler>) {
    this.#engine = engine;
    this.#changes = changes;
    this.#handlers = handlers;
  }

  /** Opens the database; throws `StateFolderError` when its folder cannot be read. */
  static async open(options: DynamoDbOptions): Promise<DynamoDb> {
    const { timeline, folder, region = 'eu-west-1', accountId = '000000000000' } = options;
    const store = await openStore({ ...(folder !== undefined && { folder }), region, accountId });
    const changes = new Changes(timeline, region);
    const engine = new Engine(store, timeline, changes);
    const settings = await Settings.load(store.db, folder ?? '(memory)');
    const switches = new RecoveryAndTtl(engine, settings);
    await switches.resume();
    const tables = new Tables(engine, settings);
    return new DynamoDb(engine, changes, handlersOf(engine, tables, switches, new Transactions(engine)));
  }

  /** Runs one operation. */
  async call({ operation, input }: ServiceCall): Promise<Input> {
    const handler = this.#handlers.get(operation);
    if (!handler) throw new ServiceError('UnknownOperationException', `${operation} is not emulated`);
    return handler(input);
  }

  /** Tells `listener` of each change of a table, in order; returns a function that stops it. */
  onChange(table: string, listener: ChangeListener): () => void {
    return this.#changes.on(table, listener);
  }

  /** Finishes what is being written and closes the folder. */
  async close(): Promise<void> {
    this.#engine.expiry.close();
    await this.#engine.serially(() => this.#engine.store.lifecycleManager.gracefulClose());
  }
}

function handlersOf(
  engine: Engine,
  tables: Tables,
  switches: RecoveryAndTtl,
  transactions: Transactions,
): ReadonlyMap<string, Handler> {
  const { store } = engine;
  const nameOf = (input: Input) => String(input.TableName);
  const read = (name: ActionName) => async (input: Input) =>
    act(readView(store, startOf(input)), name, prepare(store, name, input));
  return new Map<string, Handler>([
    ['PutItem', (input) => engine.write('PutItem', input)],
    ['UpdateItem', (input) => engine.write('UpdateItem', input)],
    ['DeleteItem', (input) => engine.write('DeleteItem', input)],
    ['BatchWriteItem', (input) => writeBatch(engine, input)],
    ['TransactWriteItems', (input) => transactions.write(input)],
    ['TransactGetItems', (input) => getTogether(engine, input)],
    ['GetItem', read('GetItem')],
    ['BatchGetItem', read('BatchGetItem')],
    ['Query', read('Query')],
    ['Scan', read('Scan')],
    ['CreateTable', (input) => tables.create(input)],
    ['DescribeTable', (input) => tables.describe(nameOf(input))],
    ['ListTables', (input) => tables.list(input)],
    ['UpdateTable', (input) => tables.update(input)],
    ['DeleteTable', (input) => tables.delete(nameOf(input))],
    ['UpdateTimeToLive', (input) => switches.updateTtl(input)],
    ['DescribeTimeToLive', (input) => switches.describeTtl(nameOf(input))],
    ['UpdateContinuousBackups', (input) => switches.updateRecovery(input)],
    ['DescribeContinuousBackups', (input) => switches.describeRecovery(nameOf(input))],
    ['TagResource', (input) => tagResource(store, input)],
    ['UntagResource', (input) => untagResource(store, input)],
    ['ListTagsOfResource', (input) => listTags(store, input)],
  ]);
}

function startOf(input: Input): Item | undefined {
  return Paged.parse(input).ExclusiveStartKey;
}

/** TransactGetItems: all items as they were at one moment. */
async function getTogether(engine: Engine, input: Input): Promise<Input> {
  const gets = Gets.parse(input).TransactItems.map(({ Get }) =>
    prepare(engine.store, 'GetItem', { ...Get, ConsistentRead: true }),
  );
  return engine.serially(async () => {
    const found = await Promise.all(gets.map((get) => act(readView(engine.store), 'GetItem', get)));
    return { Responses: found.map(({ Item }) => (Item === undefined ? {} : { Item })) };
  });
}
