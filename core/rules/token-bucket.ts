import { type EpochMs, MINUTE } from '../model/instant';
import type { BucketLimit, Taken } from '../ports/buckets';
import { turnAt, type TurnWindow } from './call-turns';

/** A bucket never fills for longer than a minute; a moment this far ahead was written by a clock that went wrong. In milliseconds. */
const NONSENSE = 2 * MINUTE;

/** Milliseconds until one more is in the bucket. */
export function refillTime({ perMinute }: BucketLimit): number {
  return Math.ceil(MINUTE / perMinute);
}

/**
 * A bucket is kept as the one moment at which it is full again, and is asked like a line of callers: one more may be taken while that
 * moment is no further away than the bucket is large.
 */
export function bucketWindow(limit: BucketLimit, now: EpochMs): TurnWindow {
  return { from: now, latest: now + (limit.perMinute - 1) * refillTime(limit), nonsense: now + NONSENSE };
}

/** Takes one from a bucket that is full at `fullAt`, or was never asked; tells when it is full after that. */
export function takeOne(
  fullAt: EpochMs | undefined,
  limit: BucketLimit,
  now: EpochMs,
): { readonly taken: Taken; readonly fullAt: EpochMs | undefined } {
  const turn = turnAt(fullAt, bucketWindow(limit, now));
  if (turn.kind === 'full') return { taken: { kind: 'empty', retryAfter: turn.retryAfter }, fullAt };
  return { taken: { kind: 'taken' }, fullAt: turn.at + refillTime(limit) };
}

/** When a bucket is full again that gives nothing for `retryAfter` milliseconds. */
export function fullAfter(limit: BucketLimit, retryAfter: number, now: EpochMs): EpochMs {
  return bucketWindow(limit, now).latest + retryAfter;
}
