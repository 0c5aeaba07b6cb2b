import { type EpochMs, MINUTE } from '../model/instant';
import type { Lease } from '../model/lease';

/**
 * The latest moment at which a session that the lease made or will make possible can still act: removing an assignment ends no
 * running session. `undefined` when the lease gave no access, or when access went on after it.
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/authconcept.html
 */
export function sessionsUntil(lease: Lease): EpochMs | undefined {
  const removedAt = accessRemovedAt(lease);
  return removedAt === undefined ? undefined : removedAt + lease.target.sessionMinutes * MINUTE;
}

function accessRemovedAt(lease: Lease): EpochMs | undefined {
  switch (lease.status) {
    case 'scheduled':
    case 'activating':
    case 'active':
      return lease.endsAt;
    case 'ending':
      return lease.endAskedAt;
    case 'ended':
      return lease.removal === 'removed' || lease.removal === 'gone' ? lease.endedAt : undefined;
    case 'failed':
      return undefined;
  }
}
