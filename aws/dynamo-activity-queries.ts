import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import type { TableNames } from '../core/contract/tables';
import { DAY, EpochMs, toIso } from '../core/model/instant';
import type { ActivityQueries, ActivityQueryEntry } from '../core/ports/activity';
import { queryItems } from './dynamo-read';
import { ttlSeconds } from './keys';
import { parseRecord } from './records';

const Entry = z.strictObject({
  leaseId: z.string(),
  queryId: z.string(),
  startedAt: EpochMs,
  until: EpochMs,
});

/** No service keeps results for longer: Athena forgets a query after 45 days, CloudTrail Lake after seven. */
const KEPT = 45 * DAY;

const partition = (leaseId: string) => `activity#${leaseId}`;

/** Which query answers which lease, in DynamoDB. */
export class DynamoActivityQueries implements ActivityQueries {
  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly tables: TableNames,
  ) {}

  async save(entry: ActivityQueryEntry): Promise<void> {
    const Item = {
      pk: partition(entry.leaseId),
      sk: `${toIso(entry.startedAt)}#${entry.queryId}`,
      record: entry,
      expiresAt: ttlSeconds(entry.startedAt + KEPT),
    };
    await this.client.send(new PutCommand({ TableName: this.tables.requests, Item }));
  }

  async read(leaseId: string, queryId: string): Promise<ActivityQueryEntry | undefined> {
    return (await this.#entries(leaseId)).find((entry) => entry.queryId === queryId);
  }

  async latest(leaseId: string): Promise<ActivityQueryEntry | undefined> {
    return (await this.#entries(leaseId))[0];
  }

  /** Newest first; a lease has few. */
  async #entries(leaseId: string): Promise<ActivityQueryEntry[]> {
    const items = await queryItems(this.client, {
      TableName: this.tables.requests,
      KeyConditionExpression: '#pk = :pk',
      ExpressionAttributeNames: { '#pk': 'pk' },
      ExpressionAttributeValues: { ':pk': partition(leaseId) },
      ConsistentRead: true,
      ScanIndexForward: false,
    });
    return items.map((item) => parseRecord(Entry, item.record, partition(leaseId)));
  }
}
