import type { ActivityEventView, ActivityPage } from '../../contract/activity';
import { DAY, type EpochMs, fromIso, HOUR, MINUTE, toIso } from '../../model/instant';

/** The most bars that still can be told apart. */
export const MOST_BUCKETS = 60;

const LENGTHS = [1, 2, 5, 10, 15, 30].map((count) => count * MINUTE);
const LONGER = [1, 2, 4, 6, 12].map((count) => count * HOUR);

/** Events over [from, to), in equal lengths of time that people like; at most 60. Empty without events. */
export function histogramOf(
  views: readonly ActivityEventView[],
  from: EpochMs,
  to: EpochMs,
): ActivityPage['histogram'] {
  if (views.length === 0) return [];
  const length = bucketLength(Math.max(1, to - from));
  const buckets = Array.from({ length: Math.ceil(Math.max(1, to - from) / length) }, (_, index) => ({
    from: toIso(from + index * length),
    count: 0,
    denied: 0,
  }));
  for (const view of views) {
    const place = Math.floor((fromIso(view.at) - from) / length);
    const bucket = buckets[Math.min(Math.max(place, 0), buckets.length - 1)];
    if (!bucket) continue;
    bucket.count += 1;
    if (view.outcome === 'denied') bucket.denied += 1;
  }
  return buckets;
}

function bucketLength(span: number): number {
  const enough = (length: number) => span / length <= MOST_BUCKETS;
  return [...LENGTHS, ...LONGER].find(enough) ?? Math.ceil(span / MOST_BUCKETS / DAY) * DAY;
}
