/** The parts of dynalite 4.0.0 (a pinned, untyped package) that the emulator is built on. */
declare module 'dynalite/db' {
  export type AttributeValue = Record<string, unknown>;
  export type Item = Record<string, AttributeValue>;
  export type KeyElement = { AttributeName: string; KeyType: string };
  export type AttributeDefinition = { AttributeName: string; AttributeType: string };
  export type Index = {
    IndexName: string;
    KeySchema: KeyElement[];
    Projection: { ProjectionType?: string; NonKeyAttributes?: string[] };
    [member: string]: unknown;
  };
  export type Table = {
    TableName: string;
    TableStatus: string;
    TableArn: string;
    KeySchema: KeyElement[];
    AttributeDefinitions: AttributeDefinition[];
    GlobalSecondaryIndexes?: Index[];
    LocalSecondaryIndexes?: Index[];
    [member: string]: unknown;
  };

  export type Callback<T = void> = (error: unknown, value?: T) => void;
  export type Range = {
    gt?: string;
    gte?: string;
    lt?: string;
    lte?: string;
    reverse?: boolean;
    limit?: number;
  };
  export type Write = { type: 'put'; key: string; value: unknown } | { type: 'del'; key: string };

  /** One keyspace of the store, as the actions use it. */
  export type SubDb<V> = {
    get(key: string, done: Callback<V>): void;
    put(key: string, value: V, done: Callback): void;
    del(key: string, done: Callback): void;
    lock(key: string, run: (release: <D>(done: D) => D) => void): void;
    createValueStream(range: Range): NodeJS.ReadableStream;
  };
  export type Level = {
    open(): Promise<void>;
    get<V>(key: string): Promise<V | undefined>;
    put(key: string, value: unknown): Promise<void>;
    del(key: string): Promise<void>;
    batch(writes: Write[]): Promise<void>;
    clear(range: Range): Promise<void>;
    keys(range: Range): { all(): Promise<string[]> };
    iterator(range: Range): { all(): Promise<[string, unknown][]> };
    values<V>(range: Range): { nextv(size: number): Promise<V[]>; close(): Promise<void> };
  };
  export type Store = {
    options: Record<string, unknown>;
    db: Level;
    tableDb: SubDb<Table> & { awsRegion: string; awsAccountId: string };
    getTable(name: string, checkStatus: boolean | Callback<Table>, done?: Callback<Table>): void;
    getItemDb(table: string): SubDb<Item>;
    getIndexDb(type: string, table: string, index: string): SubDb<Item>;
    lifecycleManager: { gracefulClose(): Promise<void> };
  };

  export function create(options: {
    path?: string;
    createTableMs: number;
    deleteTableMs: number;
    updateTableMs: number;
  }): Store;
  export function createKey(item: Item, table: Table): string;
  export function createIndexKey(item: Item, table: Table, schema: KeyElement[]): string;
  export function getIndexActions(
    indexes: Index[],
    before: Item | undefined,
    after: Item | undefined,
    table: Table,
  ): { puts: { index: string; key: string; item: Item }[]; deletes: { index: string; key: string }[] };
}

declare module 'dynalite/validations' {
  import type { Store } from 'dynalite/db';
  export type Types = Record<string, unknown>;
  export type Custom = (data: Record<string, unknown>, store: Store) => string | undefined;
  export function checkTypes(data: Record<string, unknown>, types: Types): Record<string, unknown>;
  export function checkValidations(
    data: Record<string, unknown>,
    types: Types,
    custom: Custom | undefined,
    store: Store,
  ): void;
}

declare module 'dynalite/validations/*' {
  import type { Custom, Types } from 'dynalite/validations';
  export const types: Types;
  export const custom: Custom | undefined;
}

declare module 'dynalite/actions/*' {
  import type { Callback, Store } from 'dynalite/db';
  type Action = (
    store: Store,
    data: Record<string, unknown>,
    done: Callback<Record<string, unknown>>,
  ) => void;
  const action: Action;
  export default action;
}
