import { createHash } from 'node:crypto';
import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { type AuditEvent, ChainedEvent } from '../../core/model/audit-event';
import { toIso } from '../../core/model/instant';
import { chainEvent } from '../../core/rules/audit-chain';
import { dayShard, shardOf } from '../keys';
import { parseRecord } from '../records';
import type { LedgerItem } from './item';

/** How the name of an audit write begins. */
export const AUDIT = 'audit#';

/** Hexadecimal SHA-256, as the chain uses it. */
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The writes that append events to their streams, chained to what the streams hold now. */
export async function auditItems(
  client: DynamoDBDocumentClient,
  table: string,
  events: readonly AuditEvent[],
): Promise<LedgerItem[]> {
  const streams = [...new Set(events.map((event) => event.stream))];
  const tails = await Promise.all(streams.map((stream) => lastOf(client, table, stream)));
  const last = new Map(streams.map((stream, index) => [stream, tails[index]]));
  return events.map((event) => {
    const previous = last.get(event.stream);
    // Lambda clocks differ by milliseconds; within a stream time does not run backwards, so that time sorts as sequence does.
    const at = Math.max(event.at, previous?.at ?? 0);
    const chained = chainEvent({ ...event, at }, previous, sha256);
    last.set(event.stream, chained);
    return putEvent(table, chained);
  });
}

async function lastOf(
  client: DynamoDBDocumentClient,
  table: string,
  stream: string,
): Promise<ChainedEvent | undefined> {
  const { Items } = await client.send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: '#stream = :stream',
      ExpressionAttributeNames: { '#stream': 'stream' },
      ExpressionAttributeValues: { ':stream': stream },
      ConsistentRead: true,
      ScanIndexForward: false,
      Limit: 1,
    }),
  );
  const item = Items?.[0];
  return item && parseRecord(ChainedEvent, item.record, `${AUDIT}${stream}`);
}

function putEvent(table: string, event: ChainedEvent): LedgerItem {
  const time = toIso(event.at);
  return {
    name: `${AUDIT}${event.stream}`,
    write: {
      Put: {
        TableName: table,
        Item: {
          stream: event.stream,
          sequence: event.sequence,
          dayShard: dayShard(time.slice(0, 10), shardOf(event.stream)),
          moment: `${time}#${event.stream}#${String(event.sequence).padStart(8, '0')}`,
          record: event,
        },
        ConditionExpression: 'attribute_not_exists(#stream)',
        ExpressionAttributeNames: { '#stream': 'stream' },
      },
    },
  };
}
