import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { MINUTE } from '../core/model/instant';
import type { BucketLimit, Buckets, Taken } from '../core/ports/buckets';
import type { Clock } from '../core/ports/clock';
import { bucketWindow, refillTime } from '../core/rules/token-bucket';
import { takeTurn } from './dynamo-line';
import { bucketKey, ttlSeconds } from './keys';

/** How long a bucket is kept after it was last taken from, in milliseconds: it is full again long before. */
const KEPT = 10 * MINUTE;

/** Buckets in the requests table: one small item for each name, by one conditional write for each request that is counted. */
export class DynamoBuckets implements Buckets {
  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly table: string,
    private readonly clock: Clock,
  ) {}

  async take(name: string, limit: BucketLimit): Promise<Taken> {
    const now = this.clock.now();
    const key = bucketKey(name);
    const place = { table: this.table, key, attribute: 'fullAt', expiresAt: ttlSeconds(now + KEPT) };
    const turn = await takeTurn(this.client, place, bucketWindow(limit, now), refillTime(limit));
    return turn.kind === 'at' ? { kind: 'taken' } : { kind: 'empty', retryAfter: turn.retryAfter };
  }
}
