import type { Item, Store, SubDb, Table, Write } from 'dynalite/db';
import { ServiceError } from '../service';
import { type ActionName, act, invalid } from './actions';
import { indexEntryKey, indexPrefix, itemPrefix } from './keyspace';
import { settle, watchTable } from './view';

/** One item's change, worked out but not yet written. */
export type Plan = {
  table: Table | undefined;
  /** The item's key in the keyspace of its table; empty if the operation was refused before it was known. */
  key: string;
  before: Item | undefined;
  after: Item | undefined;
  writes: Write[];
  output: Record<string, unknown>;
  refusal: ServiceError | undefined;
};

/** The operations that change one item. */
export type WriteName = Extract<ActionName, 'PutItem' | 'UpdateItem' | 'DeleteItem'>;

/**
 * Runs a prepared operation against a view of the store that collects what it would write, so that several plans
 * can be written in one batch, all or nothing.
 */
export async function plan(store: Store, name: WriteName, prepared: Record<string, unknown>): Promise<Plan> {
  const planned: Plan = {
    table: undefined,
    key: '',
    before: undefined,
    after: undefined,
    writes: [],
    output: {},
    refusal: undefined,
  };
  try {
    planned.output = await act(planningView(store, planned), name, prepared);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    planned.refusal = error;
  }
  return planned;
}

function planningView(store: Store, planned: Plan): Store {
  return {
    ...store,
    getTable: (name, checkStatus, done) =>
      watchTable(store, name, checkStatus, done, (table) => {
        planned.table = table;
      }),
    getItemDb: (table) => itemsOf(store, itemPrefix(table), planned),
    getIndexDb: (type, table, index) => entriesOf(indexPrefix(type, table, index), planned),
  };
}

function itemsOf(store: Store, prefix: string, planned: Plan): SubDb<Item> {
  return {
    createValueStream: unsupported,
    lock(key, run) {
      planned.key = key;
      run((done) => done);
    },
    get(key, done) {
      settle(store.db.get<Item>(prefix + key), (error, item) => {
        planned.before = item;
        done(error, item);
      });
    },
    put(key, value, done) {
      const refusal = planned.table && emptyIndexKey(value, planned.table);
      if (refusal) return done(refusal);
      planned.after = value;
      planned.writes.push({ type: 'put', key: prefix + key, value });
      done(null);
    },
    del(key, done) {
      if (planned.before) planned.writes.push({ type: 'del', key: prefix + key });
      done(null);
    },
  };
}

function entriesOf(prefix: string, planned: Plan): SubDb<Item> {
  return {
    createValueStream: unsupported,
    get: unsupported,
    lock: unsupported,
    put(key, value, done) {
      planned.writes.push({ type: 'put', key: prefix + indexEntryKey(key, planned.key), value });
      done(null);
    },
    del(key, done) {
      planned.writes.push({ type: 'del', key: prefix + indexEntryKey(key, planned.key) });
      done(null);
    },
  };
}

/** DynamoDB refuses an empty string as the key of an index; dynalite forgets to. */
function emptyIndexKey(item: Item, table: Table): ServiceError | undefined {
  const indexes = [...(table.GlobalSecondaryIndexes ?? []), ...(table.LocalSecondaryIndexes ?? [])];
  for (const { IndexName, KeySchema } of indexes) {
    for (const { AttributeName } of KeySchema) {
      const value = item[AttributeName];
      if (value?.S !== '' && value?.B !== '') continue;
      return invalid(
        'One or more parameter values are not valid. A value specified for a secondary index key is not supported. ' +
          'The AttributeValue for a key attribute cannot contain an empty string value. ' +
          `IndexName: ${IndexName}, IndexKey: ${AttributeName}`,
      );
    }
  }
  return undefined;
}

function unsupported(): never {
  throw new TypeError('a planned write may only read its own item');
}
