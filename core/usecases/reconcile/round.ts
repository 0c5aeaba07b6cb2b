import { type EpochMs, MINUTE, SECOND } from '../../model/instant';
import type { Lease } from '../../model/lease';

/** What one round of the reconciler knows. Times in epoch milliseconds. */
export type Round = {
  readonly now: EpochMs;
  /** No part begins anything new after this. */
  readonly until: EpochMs;
  /** Leases that are not over, as the index had them when the round began; a round reads at most `MOST_LEASES`. */
  readonly live: readonly Lease[];
};

/** What a part had to mend, by name. */
export type Counts = Readonly<Record<string, number>>;

/** Workflows get this long to do their own work before the reconciler steps in. */
export const GRACE = 30 * SECOND;

/** Numbers attempts so that each minute may have one of its own. */
export const minuteOf = (now: EpochMs) => Math.floor(now / MINUTE);

/** Runs `work` for each item, a few at a time, and begins none at or after `until`; answers those that were left. */
export async function whileTime<T>(
  items: readonly T[],
  atOnce: number,
  inTime: () => boolean,
  work: (item: T) => Promise<void>,
): Promise<T[]> {
  const left: T[] = [];
  const queue = items.values();
  const worker = async () => {
    for (const item of queue) {
      if (inTime()) await work(item);
      else left.push(item);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
  return left;
}
