import type { EpochMs } from '../model/instant';
import type { Lease } from '../model/lease';

/**
 * From when on a lease should be over. What is not over some seconds later is the reconciler's to end. What Identity Center will not delete is due when it is to be tried again.
 * `undefined`: it is over.
 */
export function dueAt(lease: Lease): EpochMs | undefined {
  switch (lease.status) {
    case 'scheduled':
    case 'activating':
    case 'active':
      return lease.endsAt;
    case 'ending':
      return lease.orphan?.retryAt ?? endOf(lease);
    case 'ended':
    case 'failed':
      return undefined;
  }
}

/** The end of its window, or the moment at which an earlier end was asked for. */
export function endOf(lease: Lease): EpochMs {
  return lease.status === 'ending' ? Math.min(lease.endsAt, lease.endAskedAt) : lease.endsAt;
}
