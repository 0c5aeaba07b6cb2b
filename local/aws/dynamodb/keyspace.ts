import type { Item, Range, Table } from 'dynalite/db';

/** The last key of a prefix: keys are hexadecimal digits and slashes, so nothing sorts behind it. */
const END = '\u00ff';

/** Where dynalite keeps the definitions of tables. */
export const TABLES = 'table~';

/** Where dynalite keeps the items of a table. */
export function itemPrefix(table: string): string {
  return `item-${table}~`;
}

/** Where dynalite keeps the entries of an index of a table; `type` is `global` or `local`. */
export function indexPrefix(type: string, table: string, index: string): string {
  return `index-${type.toLowerCase()}~${table}~${index}~`;
}

/** Where the tags of a table are. */
export function tagPrefix(table: string): string {
  return `tag-${table}~`;
}

/** Everything that begins with `prefix`. */
export function under(prefix: string): Range {
  return { gte: prefix, lt: prefix + END };
}

/**
 * The key of an index entry. dynalite ends it with 24 bits of hash of the item's key, so that two items with equal
 * index keys can overwrite each other; the item's own key at the end rules that out.
 */
export function indexEntryKey(dynaliteKey: string, itemKey: string): string {
  return `${dynaliteKey}/${itemKey}`;
}

/** Puts a range of one keyspace into the whole store's keys. */
export function within(prefix: string, range: Range): Range {
  const low = range.gte ?? range.gt;
  const high = range.lte ?? range.lt;
  return {
    [range.gt !== undefined && range.gte === undefined ? 'gt' : 'gte']: prefix + (low ?? ''),
    [range.lte !== undefined ? 'lte' : 'lt']: prefix + (high ?? END),
    reverse: range.reverse ?? false,
    limit: range.limit ?? -1,
  };
}

/** The key attributes of an item. */
export function keyOf(item: Item, table: Table): Item {
  const key: Item = {};
  for (const { AttributeName } of table.KeySchema) {
    const value = item[AttributeName];
    if (value) key[AttributeName] = value;
  }
  return key;
}
