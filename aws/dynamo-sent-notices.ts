import { randomUUID } from 'node:crypto';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { TableNames } from '../core/contract/tables';
import { DAY } from '../core/model/instant';
import type { Clock } from '../core/ports/clock';
import type { SentNotices } from '../core/ports/notices';
import { noticeKey, ttlSeconds } from './keys';

/** Far longer than a table stream keeps a record (24 hours). */
const KEPT = 30 * DAY;

/** Claims of notices in DynamoDB: the first to write a key has it. */
export class DynamoSentNotices implements SentNotices {
  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly tables: TableNames,
    private readonly clock: Clock,
  ) {}

  async claim(key: string): Promise<boolean> {
    // The client tries a call again whose answer was lost: what the first try wrote must not be taken for somebody else's.
    const claim = randomUUID();
    try {
      await this.client.send(
        new PutCommand({
          TableName: this.tables.requests,
          Item: { ...noticeKey(key), claim, expiresAt: ttlSeconds(this.clock.now() + KEPT) },
          ConditionExpression: 'attribute_not_exists(#pk) OR #claim = :claim',
          ExpressionAttributeNames: { '#pk': 'pk', '#claim': 'claim' },
          ExpressionAttributeValues: { ':claim': claim },
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }

  async release(key: string): Promise<void> {
    await this.client.send(new DeleteCommand({ TableName: this.tables.requests, Key: noticeKey(key) }));
  }
}
