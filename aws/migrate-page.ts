import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { type Migration, migrated, type StoredItem } from '../core/contract/migrations';
import { TABLES } from '../core/contract/tables';

/** A migration gave an item other keys, which would leave the old item where it is. Names the migrations and the table. */
export class MovedItemError extends Error {
  override name = 'MovedItemError' as const;
}

/** What became of one page of a table. `busy`: items that somebody changed at that moment; the next run does them. */
export type MigratedPage = {
  readonly seen: number;
  /** How many items each migration changed, or would change. */
  readonly did: Readonly<Record<string, number>>;
  readonly busy: number;
  /** The key after which the next page begins; absent: this was the last. */
  readonly next?: StoredItem;
};

/** A table and what is to be done to it. */
export type MigrateInput = {
  readonly table: Migration['table'];
  /** Its real name. */
  readonly tableName: string;
  readonly migrations: readonly Migration[];
  readonly apply: boolean;
  readonly after?: StoredItem | undefined;
  /** Items of a page. */
  readonly pageSize?: number;
};

/** Brings one page of a table into shape. An item is written only if it is still as it was read. Throws `MovedItemError`. */
export async function migratePage(
  client: DynamoDBDocumentClient,
  input: MigrateInput,
): Promise<MigratedPage> {
  const { Items = [], LastEvaluatedKey } = await client.send(
    new ScanCommand({
      TableName: input.tableName,
      ConsistentRead: true,
      Limit: input.pageSize ?? 200,
      ...(input.after && { ExclusiveStartKey: input.after }),
    }),
  );
  const did: Record<string, number> = {};
  let busy = 0;
  for (const before of Items) {
    const after = migrated(before, input.migrations);
    if (after.did.length === 0) continue;
    if (keyOf(before, input) !== keyOf(after.item, input))
      throw new MovedItemError(`${after.did.join(', ')} moved an item of ${input.table}`);
    if (input.apply && !(await replace(client, input.tableName, before, after.item))) busy += 1;
    else for (const name of after.did) did[name] = (did[name] ?? 0) + 1;
  }
  return { seen: Items.length, did, busy, ...(LastEvaluatedKey && { next: LastEvaluatedKey }) };
}

function keyOf(item: StoredItem, { table }: MigrateInput): string {
  const { partitionKey, sortKey } = TABLES[table];
  return JSON.stringify([item[partitionKey.name], sortKey && item[sortKey.name]]);
}

/**
 * Writes an item if it is what it was, and answers whether it did. What is compared are the plain values of the item and of its record:
 * among them is the number that goes up with every change of a record.
 */
async function replace(
  client: DynamoDBDocumentClient,
  tableName: string,
  before: StoredItem,
  after: StoredItem,
): Promise<boolean> {
  const plain = [...plainIn(before, []), ...plainIn(before.record, ['record'])];
  const names = [...new Set(plain.flatMap(({ path }) => path))];
  const nameOf = (name: string) => `#n${names.indexOf(name)}`;
  const put = new PutCommand({
    TableName: tableName,
    Item: after,
    ConditionExpression: plain.map(({ path }, at) => `${path.map(nameOf).join('.')} = :v${at}`).join(' AND '),
    ExpressionAttributeNames: Object.fromEntries(names.map((name) => [nameOf(name), name])),
    ExpressionAttributeValues: Object.fromEntries(plain.map(({ value }, at) => [`:v${at}`, value])),
  });
  try {
    await client.send(put);
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

function plainIn(value: unknown, at: readonly string[]): { path: string[]; value: unknown }[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value)
    .filter(([, each]) => ['string', 'number', 'boolean'].includes(typeof each))
    .map(([name, each]) => ({ path: [...at, name], value: each }));
}
