import { DAY, type EpochMs } from '../../model/instant';
import type { Lease } from '../../model/lease';
import type { Ports } from '../deps';

/** The most leases that one round looks at; with more of them rounds take turns. */
export const MOST_LEASES = 20_000;
const PAGE = 1_000;
const CURSOR = 'reconcile-leases';
/** Later than any window: a lease lasts at most a year. */
const FAR = 800 * DAY;

/** Leases that are not over, read page by page from the index of due leases; a later round goes on where this one had enough. */
export async function liveLeases(
  now: EpochMs,
  deps: Pick<Ports, 'requests' | 'cursors'>,
): Promise<readonly Lease[]> {
  const leases: Lease[] = [];
  const began = await deps.cursors.read(CURSOR);
  let cursor = began;
  do {
    const page = await deps.requests.leasesDue(now + FAR, { limit: PAGE, cursor });
    leases.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== undefined && leases.length < MOST_LEASES);
  if (cursor !== began) await deps.cursors.write(CURSOR, cursor);
  return leases;
}
