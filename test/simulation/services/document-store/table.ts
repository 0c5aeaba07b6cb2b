import type { IndexShape, TableShape } from '../../../../core/contract/tables';
import { compare, type Item } from './item';

export type Key = Readonly<Record<string, unknown>>;
type Keys = {
  readonly partitionKey: { readonly name: string };
  readonly sortKey?: { readonly name: string };
};

/** One table in memory: items by key, and by partition for queries on it and on its indexes. */
export class Table {
  readonly #items = new Map<string, Item>();
  readonly #partitions = new Map<string, Map<unknown, Map<string, Item>>>();
  /** Partitions in their order, until an item of theirs changes. */
  readonly #sorted = new WeakMap<Map<string, Item>, readonly Item[]>();
  #version = 0;

  constructor(
    readonly name: string,
    readonly shape: TableShape,
  ) {
    this.#partitions.set('', new Map());
    for (const index of shape.indexes) this.#partitions.set(index.name, new Map());
  }

  keyOf(item: Item): string {
    const { partitionKey, sortKey } = this.shape;
    const sort = sortKey ? item[sortKey.name] : '';
    return `${String(item[partitionKey.name])}\u0000${String(sort)}`;
  }

  /** The key attributes of an item. */
  keyAttributes(item: Item, index?: IndexShape): Key {
    const names = [this.shape, ...(index ? [index] : [])].flatMap(namesOf);
    return Object.fromEntries(names.map((name) => [name, item[name]]));
  }

  get(key: string): Item | undefined {
    return this.#items.get(key);
  }

  /** Another number after every change: what was worked out from all items still holds while it is the same. */
  get version(): number {
    return this.#version;
  }

  all(): Iterable<Item> {
    return this.#items.values();
  }

  put(item: Item): void {
    const key = this.keyOf(item);
    this.delete(key);
    this.#version += 1;
    this.#items.set(key, item);
    this.#each(item, (partition) => partition.set(key, item));
  }

  delete(key: string): void {
    const item = this.#items.get(key);
    if (!item) return;
    this.#version += 1;
    this.#items.delete(key);
    this.#each(item, (partition) => void partition.delete(key));
  }

  /** Replaces everything: what a restore from a backup does. */
  restore(items: Iterable<Item>): void {
    const keys = Array.from(this.#items.keys());
    for (const key of keys) this.delete(key);
    for (const item of items) this.put(item);
  }

  /** The items of one partition of the table or of an index, by sort key and then by their own key. */
  partition(index: IndexShape | undefined, value: unknown): readonly Item[] {
    const items = this.#partitions.get(index?.name ?? '')?.get(value);
    if (!items) return [];
    const known = this.#sorted.get(items);
    if (known) return known;
    const sort = (index ?? this.shape).sortKey?.name;
    const sorted = [...items]
      .sort(([a, left], [b, right]) => order(left, right, sort) || (a < b ? -1 : 1))
      .map(second);
    this.#sorted.set(items, sorted);
    return sorted;
  }

  #each(item: Item, run: (partition: Map<string, Item>) => void): void {
    for (const keys of [undefined, ...this.shape.indexes]) {
      const { partitionKey, sortKey }: Keys = keys ?? this.shape;
      const value = item[partitionKey.name];
      if (value === undefined || (sortKey && item[sortKey.name] === undefined)) continue;
      const partitions = this.#partitions.get(keys?.name ?? '')!;
      const known = partitions.get(value) ?? new Map<string, Item>();
      partitions.set(value, known);
      this.#sorted.delete(known);
      run(known);
    }
  }
}

const second = ([, item]: readonly [string, Item]) => item;

const namesOf = ({ partitionKey, sortKey }: Keys) =>
  sortKey ? [partitionKey.name, sortKey.name] : [partitionKey.name];

function order(left: Item, right: Item, sort: string | undefined): number {
  return sort === undefined ? 0 : (compare(left[sort], right[sort]) ?? 0);
}
