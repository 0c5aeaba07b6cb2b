import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { TableNames } from '../core/contract/tables';
import { ChainedEvent } from '../core/model/audit-event';
import { DAY, type EpochMs, toIso } from '../core/model/instant';
import type { AuditTrail } from '../core/ports/ledger';
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
  async *between(from: EpochMs, to: EpochMs): AsyncGenerator<ChainedEvent> {
    for (const shard of SHARDS) {
      for (let day = from - (from % DAY); day < to; day += DAY) yield* this.#day(day, shard, from, to);
    }
  }

  async *#day(day: EpochMs, shard: number, from: EpochMs, to: EpochMs): AsyncGenerator<ChainedEvent> {
    const items = queryAll(this.client, {
      TableName: this.tables.audit,
      IndexName: 'byDay',
      KeyConditionExpression: '#shard = :shard AND #moment BETWEEN :from AND :to',
      ExpressionAttributeNames: { '#shard': 'dayShard', '#moment': 'moment' },
      ExpressionAttributeValues: {
        ':shard': dayShard(toIso(day).slice(0, 10), shard),
        ':from': toIso(from),
        ':to': toIso(to),
      },
    });
    for await (const item of items) yield eventOf(item);
  }
}

function eventOf(item: StoredItem): ChainedEvent {
  return parseRecord(ChainedEvent, item.record, `audit#${String(item.stream)}#${String(item.sequence)}`);
}
