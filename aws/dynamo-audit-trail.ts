import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { TableNames } from '../core/contract/tables';
import { ChainedEvent, type StoredEvent } from '../core/model/audit-event';
import type { AuditTrail } from '../core/ports/audit';
import { queryAll, queryItems, type StoredItem } from './dynamo-read';
import { dayShard, SHARDS } from './keys';
import { parseRecord } from './records';

/** The audit trail in DynamoDB. */
export class DynamoAuditTrail implements AuditTrail {
  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly tables: TableNames,
  ) {}

  async stream(stream: string): Promise<readonly ChainedEvent[]> {
    const items = await queryItems(this.client, {
      TableName: this.tables.audit,
      KeyConditionExpression: '#stream = :stream',
      ExpressionAttributeNames: { '#stream': 'stream' },
      ExpressionAttributeValues: { ':stream': stream },
      ConsistentRead: true,
    });
    return items.map(eventOf);
  }

  /** A stream stays in one shard and its time never runs backwards, so shard by shard in time is in order. */
  async *day(day: string): AsyncGenerator<StoredEvent> {
    for (const shard of SHARDS) {
      const items = queryAll(this.client, {
        TableName: this.tables.audit,
        IndexName: 'byDay',
        KeyConditionExpression: '#shard = :shard',
        ExpressionAttributeNames: { '#shard': 'dayShard' },
        ExpressionAttributeValues: { ':shard': dayShard(day, shard) },
      });
      for await (const item of items) yield storedEvent(item);
    }
  }
}

function storedEvent({ stream, sequence, record }: StoredItem): StoredEvent {
  return { stream: String(stream), sequence: Number(sequence), record };
}

function eventOf(item: StoredItem): ChainedEvent {
  return parseRecord(ChainedEvent, item.record, `audit#${String(item.stream)}#${String(item.sequence)}`);
}
