import type { HardEndEntry } from '../../model/hard-end';
import type { EpochMs } from '../../model/instant';
import type { Lease } from '../../model/lease';

/**
 * An entry as its lease has it now; `undefined` when there is nothing to deny (any more): access that never began, or that is
 * standing. A lease that is not there, as after a restore, counts as ended.
 */
export function refreshEntry(
  entry: HardEndEntry,
  lease: Lease | undefined,
  now: EpochMs,
): HardEndEntry | undefined {
  if (entry.removedAt !== undefined) return entry;
  switch (lease?.status) {
    case undefined:
      return over(entry, now);
    case 'scheduled':
    case 'activating':
    case 'active':
      return { ...entry, endsAt: lease.endsAt };
    case 'ending':
      // What is standing stays after the lease, and its sessions with it [G4].
      if (lease.removal === 'kept-standing') return undefined;
      return { ...entry, endsAt: Math.min(lease.endsAt, lease.endAskedAt) };
    case 'ended':
      return lease.removal === 'kept-standing' ? undefined : over(entry, lease.endedAt);
    case 'failed':
      return over(entry, lease.failedAt);
  }
}

/** Nothing is assigned before the deny is in force, so without it there can have been no session. */
function over(entry: HardEndEntry, removedAt: EpochMs): HardEndEntry | undefined {
  return entry.state === 'written' ? { ...entry, removedAt } : undefined;
}
