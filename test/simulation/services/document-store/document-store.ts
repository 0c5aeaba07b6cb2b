import {
  ConditionalCheckFailedException,
  DynamoDBServiceException,
  ResourceNotFoundException,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';
import { TABLES, type TableNames, type TableShape } from '../../../../core/contract/tables';
import { conditionOf } from './expressions';
import { frozenCopy, type Item } from './item';
import { type Key, Table } from './table';
import { updated } from './updates';

/** One write that happened: what was there and what is there now. */
export type Written = {
  readonly table: string;
  readonly before: Item | undefined;
  readonly after: Item | undefined;
};

type Input = Readonly<Record<string, unknown>>;
type Expression = {
  readonly ConditionExpression?: string;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues?: Readonly<Record<string, unknown>>;
};
type Planned = { readonly table: Table; readonly key: string; readonly after: Item | undefined };

const MOST_WRITES = 100;
const MOST_READS = 100;

/**
 * DynamoDB as the document client sees it, in memory: the operations that `aws/` sends, with their conditions, and nothing
 * that it does not know. Every call happens at once; when it happens is the scheduler's business.
 */
export class DocumentStore {
  readonly #tables = new Map<string, Table>();
  readonly #tokens = new Map<string, unknown>();
  readonly #listeners: ((written: readonly Written[]) => void)[] = [];

  constructor(names: TableNames) {
    for (const [table, shape] of Object.entries(TABLES)) this.add(names[table as keyof TableNames], shape);
  }

  add(name: string, shape: TableShape): void {
    this.#tables.set(name, new Table(name, shape));
  }

  /** Hears of every write, all writes of a transaction together. */
  onWrite(listener: (written: readonly Written[]) => void): void {
    this.#listeners.push(listener);
  }

  /** Other tables than before: no transaction has been seen by them. */
  forgetTokens(): void {
    this.#tokens.clear();
  }

  table(name: unknown): Table {
    const table = this.#tables.get(String(name));
    if (table) return table;
    const message = `Requested resource not found: Table: ${String(name)} not found`;
    throw new ResourceNotFoundException({ message, $metadata: {} });
  }

  /** Answers one command of the document client, named without its `Command`. */
  call(operation: string, input: Input): Record<string, unknown> {
    switch (operation) {
      case 'Get':
        return this.#get(input);
      case 'Query':
        return this.#query(input);
      case 'BatchGet':
        return this.#batchGet(input);
      case 'Put':
      case 'Delete':
      case 'Update':
        return this.#write(operation, input);
      case 'TransactWrite':
        return this.#transact(input);
      default:
        throw invalid(`${operation} is not known to the simulator's tables`);
    }
  }

  #get({ TableName, Key }: Input): Record<string, unknown> {
    const table = this.table(TableName);
    const Item = table.get(table.keyOf(this.#key(table, Key)));
    return Item ? { Item } : {};
  }

  #batchGet({ RequestItems }: Input): Record<string, unknown> {
    const asked = Object.entries(RequestItems as Record<string, { Keys: Key[] }>);
    if (asked.reduce((sum, [, { Keys }]) => sum + Keys.length, 0) > MOST_READS)
      throw invalid('Too many items requested for the BatchGetItem call');
    const Responses = asked.map(([name, { Keys }]) => {
      const table = this.table(name);
      const found = Keys.map((key) => table.get(table.keyOf(this.#key(table, key))));
      return [name, found.filter((item) => item !== undefined)] as const;
    });
    return { Responses: Object.fromEntries(Responses), UnprocessedKeys: {} };
  }

  #query(input: Input): Record<string, unknown> {
    const table = this.table(input.TableName);
    const index = table.shape.indexes.find(({ name }) => name === input.IndexName);
    if (input.IndexName !== undefined && !index) throw invalid('The table does not have the specified index');
    if (index && input.ConsistentRead === true)
      throw invalid('Consistent reads are not supported on global secondary indexes');
    const values = (input.ExpressionAttributeValues ?? {}) as Record<string, unknown>;
    const names = input.ExpressionAttributeNames as Record<string, string> | undefined;
    const isMeant = conditionOf(String(input.KeyConditionExpression), names);
    const isWanted =
      input.FilterExpression === undefined ? () => true : conditionOf(textOf(input.FilterExpression), names);
    const partition = partitionOf(
      String(input.KeyConditionExpression),
      (index ?? table.shape).partitionKey.name,
      names,
      values,
    );
    const ascending = table.partition(index, partition);
    const rows = input.ScanIndexForward === false ? ascending.toReversed() : ascending;
    const from = input.ExclusiveStartKey
      ? rows.findIndex((item) => table.keyOf(item) === table.keyOf(input.ExclusiveStartKey as Item)) + 1
      : 0;
    const meant = rows.slice(from).filter((item) => isMeant(item, values));
    const limit = typeof input.Limit === 'number' ? input.Limit : meant.length;
    const looked = meant.slice(0, limit);
    const last = looked[looked.length - 1];
    // As DynamoDB does: a page that was cut off names its last row, even when nothing follows.
    const more = last && looked.length === limit && typeof input.Limit === 'number';
    const Items = looked.filter((item) => isWanted(item, values));
    const found = input.Select === 'COUNT' ? { Count: Items.length } : { Items, Count: Items.length };
    return { ...found, ...(more ? { LastEvaluatedKey: table.keyAttributes(last, index) } : {}) };
  }

  #write(operation: 'Put' | 'Delete' | 'Update', input: Input): Record<string, unknown> {
    const planned = this.#plan(operation, input);
    const before = planned.table.get(planned.key);
    if (!this.#holds(planned, input)) {
      const withOld =
        input.ReturnValuesOnConditionCheckFailure === 'ALL_OLD' && before ? { Item: before } : {};
      throw new ConditionalCheckFailedException({
        message: 'The conditional request failed',
        $metadata: {},
        ...(withOld as object),
      });
    }
    this.#apply([planned]);
    if (input.ReturnValues === 'ALL_NEW') return { Attributes: planned.after };
    if (input.ReturnValues === 'ALL_OLD') return before ? { Attributes: before } : {};
    if (input.ReturnValues !== undefined && input.ReturnValues !== 'NONE')
      throw invalid(`ReturnValues ${textOf(input.ReturnValues)} is not known`);
    return {};
  }

  #transact(input: Input): Record<string, unknown> {
    const token = typeof input.ClientRequestToken === 'string' ? input.ClientRequestToken : undefined;
    if (token !== undefined && this.#tokens.has(token)) return {};
    const writes = input.TransactItems as Record<string, Input>[];
    if (writes.length > MOST_WRITES) throw invalid('Member must have length less than or equal to 100');
    const planned = writes.map((write) => this.#planOf(write));
    const keys = new Set(planned.map(({ table, key }) => `${table.name}\u0000${key}`));
    if (keys.size < planned.length)
      throw invalid('Transaction request cannot include multiple operations on one item');
    const held = planned.map((one, index) => this.#holds(one, Object.values(writes[index]!)[0]!));
    if (held.includes(false)) throw cancelled(held.map((ok) => (ok ? 'None' : 'ConditionalCheckFailed')));
    this.#apply(planned.filter((_, index) => !('ConditionCheck' in writes[index]!)));
    if (token !== undefined) this.#tokens.set(token, true);
    return {};
  }

  #planOf(write: Record<string, Input>): Planned {
    const [operation, input] = Object.entries(write)[0]!;
    if (operation === 'ConditionCheck') return this.#plan('Delete', input);
    if (operation !== 'Put' && operation !== 'Delete' && operation !== 'Update')
      throw invalid(`${operation} is not known in a transaction`);
    return this.#plan(operation, input);
  }

  #plan(operation: 'Put' | 'Delete' | 'Update', input: Input): Planned {
    const table = this.table(input.TableName);
    if (operation === 'Put') {
      const after = frozenCopy(input.Item) as Item;
      this.#key(table, table.keyAttributes(after));
      return { table, key: table.keyOf(after), after };
    }
    const keys = this.#key(table, input.Key);
    const key = table.keyOf(keys);
    if (operation === 'Delete') return { table, key, after: undefined };
    const names = input.ExpressionAttributeNames as Record<string, string> | undefined;
    const values = input.ExpressionAttributeValues as Record<string, unknown> | undefined;
    const before = table.get(key) ?? keys;
    // An update that its condition forbids must not be worked out: it may not even make sense.
    if (!this.#holds({ table, key }, input)) return { table, key, after: before };
    return { table, key, after: updated(before, String(input.UpdateExpression), names, values) };
  }

  #holds({ table, key }: Pick<Planned, 'table' | 'key'>, input: Expression): boolean {
    if (input.ConditionExpression === undefined) return true;
    const condition = conditionOf(input.ConditionExpression, input.ExpressionAttributeNames);
    return condition(table.get(key) ?? {}, input.ExpressionAttributeValues ?? {});
  }

  #apply(planned: readonly Planned[]): void {
    const written = planned.map(({ table, key, after }) => {
      const before = table.get(key);
      if (after) table.put(after);
      else table.delete(key);
      return { table: table.name, before, after };
    });
    for (const listener of this.#listeners) listener(written);
  }

  /** Refuses a key that is not whole or whose parts are of another type or empty. */
  #key(table: Table, key: unknown): Item {
    const { partitionKey, sortKey } = table.shape;
    const item = (key ?? {}) as Item;
    for (const part of sortKey ? [partitionKey, sortKey] : [partitionKey]) {
      const value = item[part.name];
      const fits = part.type === 'S' ? typeof value === 'string' && value !== '' : typeof value === 'number';
      if (!fits) throw invalid('The provided key element does not match the schema');
    }
    return item;
  }
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

function partitionOf(
  text: string,
  name: string,
  names: Readonly<Record<string, string>> = {},
  values: Readonly<Record<string, unknown>>,
): unknown {
  for (const match of text.matchAll(/([#\w]+)\s*=\s*(:\w+)/g))
    if ((names[match[1]!] ?? match[1]) === name) return values[match[2]!];
  throw invalid('Query condition missed key schema element');
}

function invalid(message: string): DynamoDBServiceException {
  return new DynamoDBServiceException({
    name: 'ValidationException',
    $fault: 'client',
    message,
    $metadata: {},
  });
}

/** A transaction that was cancelled for these reasons, one per item. */
export function cancelled(codes: readonly string[]): TransactionCanceledException {
  return new TransactionCanceledException({
    message: `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes.join(', ')}]`,
    CancellationReasons: codes.map((Code) => ({ Code })),
    $metadata: {},
  });
}
