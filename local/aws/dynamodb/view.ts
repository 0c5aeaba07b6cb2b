import { Readable } from 'node:stream';
import {
  type Callback,
  createKey,
  type Item,
  type Level,
  type Range,
  type Store,
  type SubDb,
  type Table,
} from 'dynalite/db';
import { indexEntryKey, indexPrefix, itemPrefix, within } from './keyspace';

const CHUNK = 100;

/**
 * The store as reading operations see it. It closes the iterators that dynalite leaves open, and continues a page
 * of an index behind the entry of `start`, the last item of the page before.
 */
export function readView(store: Store, start?: Item): Store {
  let table: Table | undefined;
  return {
    ...store,
    getTable: (name, checkStatus, done) =>
      watchTable(store, name, checkStatus, done, (found) => {
        table = found;
      }),
    getItemDb: (name) => readOnly(store.db, itemPrefix(name), (range) => range),
    getIndexDb: (type, name, index) =>
      readOnly(store.db, indexPrefix(type, name, index), (range) =>
        start && table ? behind(range, createKey(start, table)) : range,
      ),
  };
}

/** Passes a `getTable` on and shows the table to `seen`. */
export function watchTable(
  store: Store,
  name: string,
  checkStatus: boolean | Callback<Table>,
  done: Callback<Table> | undefined,
  seen: (table: Table) => void,
): void {
  const finish = typeof checkStatus === 'function' ? checkStatus : done;
  // dynalite takes the callback in the place of the flag for "must be usable", and so does this.
  store.getTable(name, checkStatus !== false, (error, table) => {
    if (table) seen(table);
    finish?.(error, table);
  });
}

/** Hands a promise's outcome to a callback; a throw inside the callback comes back to it as an error. */
export function settle<V>(promise: Promise<V>, tell: Callback<V>): void {
  promise.then((value) => tell(null, value)).catch(tell);
}

/** The values of a range in order, read in chunks. */
export async function* valuesOf<V>(db: Level, range: Range): AsyncGenerator<V> {
  const iterator = db.values<V>(range);
  try {
    for (let chunk = await iterator.nextv(CHUNK); chunk.length > 0; chunk = await iterator.nextv(CHUNK)) {
      yield* chunk;
    }
  } finally {
    await iterator.close();
  }
}

function readOnly(db: Level, prefix: string, adjust: (range: Range) => Range): SubDb<Item> {
  const refuse = (): never => {
    throw new TypeError('a reading operation may not write');
  };
  return {
    get: (key, done) => settle(db.get<Item>(prefix + key), (error, item) => done(error, item)),
    createValueStream: (range) => Readable.from(valuesOf<Item>(db, within(prefix, adjust(range)))),
    put: refuse,
    del: refuse,
    lock: refuse,
  };
}

function behind(range: Range, itemKey: string): Range {
  if (range.reverse)
    return range.lt === undefined ? range : { ...range, lt: indexEntryKey(range.lt, itemKey) };
  return range.gt === undefined ? range : { ...range, gt: indexEntryKey(range.gt, itemKey) };
}
