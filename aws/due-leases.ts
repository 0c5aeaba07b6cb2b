import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import type { EpochMs } from '../core/model/instant';
import { Lease } from '../core/model/lease';
import { InvalidCursorError } from '../core/ports/invalid-cursor-error';
import type { Page, PageInput } from '../core/ports/ledger';
import { decodeCursor, encodeCursor } from './cursor';
import { dueShard, SHARDS } from './keys';
import { parseRecord } from './records';

const LIST = 'due';
const Key = z.strictObject({ dueShard: z.string(), dueAt: z.number(), pk: z.string(), sk: z.string() });
/** The shard that is being read, and the key after which it goes on. */
const Position = z.tuple([z.number().int().nonnegative(), Key.nullable()]);
type Position = z.infer<typeof Position>;

/** One page of the leases that are due, shard after shard. */
export async function pageOfDue(
  client: DynamoDBDocumentClient,
  table: string,
  until: EpochMs,
  page: PageInput,
): Promise<Page<Lease>> {
  const [shard, start] = positionOf(page.cursor);
  const { Items, LastEvaluatedKey } = await client.send(
    new QueryCommand({
      TableName: table,
      IndexName: 'dueLeases',
      KeyConditionExpression: '#shard = :shard AND #dueAt <= :until',
      ExpressionAttributeNames: { '#shard': 'dueShard', '#dueAt': 'dueAt' },
      ExpressionAttributeValues: { ':shard': dueShard(shard), ':until': until },
      Limit: page.limit,
      ...(start && { ExclusiveStartKey: start }),
    }),
  );
  const items = (Items ?? []).map((item) => parseRecord(Lease, item.record, String(item.sk)));
  const next = nextOf(shard, LastEvaluatedKey);
  return next ? { items, cursor: encodeCursor(LIST, JSON.stringify(next)) } : { items };
}

function positionOf(cursor: string | undefined): Position {
  const text = decodeCursor(LIST, cursor);
  if (text === undefined) return [0, null];
  const parsed = Position.safeParse(JSON.parse(text));
  if (!parsed.success) throw new InvalidCursorError();
  return parsed.data;
}

function nextOf(shard: number, last: Record<string, unknown> | undefined): Position | undefined {
  if (last) return [shard, Key.parse(last)];
  return shard + 1 < SHARDS.length ? [shard + 1, null] : undefined;
}
