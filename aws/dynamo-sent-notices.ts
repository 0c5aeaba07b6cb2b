import { randomUUID } from 'node:crypto';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import type { TableNames } from '../core/contract/tables';
import { DAY, EpochMs, SECOND } from '../core/model/instant';
import type { Clock } from '../core/ports/clock';
import type { NoticeClaim, SentNotices } from '../core/ports/notices';
import { noticeKey, ttlSeconds } from './keys';
import { parseRecord } from './records';

/** Far longer than a table stream keeps a record (24 hours). */
const KEPT = 30 * DAY;

/** Longer than the function that sends may run, and than clocks differ. */
const HELD = 65 * SECOND;

/** Without `heldUntil` it was sent. */
const Kept = z.looseObject({ heldUntil: EpochMs.optional() });

/** Claims of notices in DynamoDB: the first to write a key has it, for as long as it can take to send. */
export class DynamoSentNotices implements SentNotices {
  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly tables: TableNames,
    private readonly clock: Clock,
  ) {}

  async claim(key: string): Promise<NoticeClaim> {
    // The client tries a call again whose answer was lost: what the first try wrote must not be taken for somebody else's.
    const claim = randomUUID();
    const now = this.clock.now();
    try {
      await this.client.send(
        new PutCommand({
          TableName: this.tables.requests,
          Item: { ...noticeKey(key), claim, heldUntil: now + HELD, expiresAt: ttlSeconds(now + KEPT) },
          ConditionExpression: 'attribute_not_exists(#pk) OR #claim = :claim OR #heldUntil < :now',
          ExpressionAttributeNames: { '#pk': 'pk', '#claim': 'claim', '#heldUntil': 'heldUntil' },
          ExpressionAttributeValues: { ':claim': claim, ':now': now },
        }),
      );
      return { kind: 'claimed' };
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return this.#claimed(key);
      throw error;
    }
  }

  async confirm(key: string): Promise<void> {
    const Item = { ...noticeKey(key), expiresAt: ttlSeconds(this.clock.now() + KEPT) };
    await this.client.send(new PutCommand({ TableName: this.tables.requests, Item }));
  }

  async release(key: string): Promise<void> {
    await this.client.send(new DeleteCommand({ TableName: this.tables.requests, Key: noticeKey(key) }));
  }

  /** What somebody else has made of a notice. */
  async #claimed(key: string): Promise<NoticeClaim> {
    const Key = noticeKey(key);
    const { Item } = await this.client.send(
      new GetCommand({ TableName: this.tables.requests, Key, ConsistentRead: true }),
    );
    // Given back since: the next delivery claims it.
    if (!Item) return { kind: 'held', until: this.clock.now() };
    const { heldUntil } = parseRecord(Kept, Item, Key.pk);
    return heldUntil === undefined ? { kind: 'sent' } : { kind: 'held', until: heldUntil };
  }
}
