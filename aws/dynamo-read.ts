import {
  BatchGetCommand,
  type DynamoDBDocumentClient,
  QueryCommand,
  type QueryCommandInput,
} from '@aws-sdk/lib-dynamodb';
import type { Clock } from '../core/ports/clock';

/** An item as a table holds it. */
export type StoredItem = Readonly<Record<string, unknown>>;

const BATCH = 100;
const ATTEMPTS = 8;

/** Some keys of a batch could not be read after several attempts. */
export class BatchReadError extends Error {
  override name = 'BatchReadError' as const;
  constructor(table: string, unread: number) {
    super(`${unread} items of ${table} could not be read`);
  }
}

/** Every item of a query, page by page. */
export async function* queryAll(
  client: DynamoDBDocumentClient,
  input: QueryCommandInput,
): AsyncGenerator<StoredItem> {
  let start: Record<string, unknown> | undefined;
  do {
    const page = await client.send(new QueryCommand({ ...input, ExclusiveStartKey: start }));
    yield* page.Items ?? [];
    start = page.LastEvaluatedKey;
  } while (start);
}

/** The items of a query in one array. */
export async function queryItems(
  client: DynamoDBDocumentClient,
  input: QueryCommandInput,
): Promise<StoredItem[]> {
  const items: StoredItem[] = [];
  for await (const item of queryAll(client, input)) items.push(item);
  return items;
}

/** Reads items by key, strongly consistent, in no particular order; those that do not exist are left out. */
export async function batchGet(
  client: DynamoDBDocumentClient,
  clock: Clock,
  table: string,
  keys: readonly Record<string, string>[],
): Promise<StoredItem[]> {
  const items: StoredItem[] = [];
  let wanted: Record<string, unknown>[] = [...keys];
  for (let attempt = 0; wanted.length > 0; attempt += 1) {
    if (attempt === ATTEMPTS) throw new BatchReadError(table, wanted.length);
    if (attempt > 0) await clock.sleep(20 * 2 ** attempt);
    const rest: Record<string, unknown>[] = [];
    for (let index = 0; index < wanted.length; index += BATCH) {
      const Keys = wanted.slice(index, index + BATCH);
      const answer = await client.send(
        new BatchGetCommand({ RequestItems: { [table]: { Keys, ConsistentRead: true } } }),
      );
      items.push(...(answer.Responses?.[table] ?? []));
      rest.push(...(answer.UnprocessedKeys?.[table]?.Keys ?? []));
    }
    wanted = rest;
  }
  return items;
}
