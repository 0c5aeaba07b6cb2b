import type { LeaseView } from '../../contract/requests';
import { toIso } from '../../model/instant';
import type { Lease } from '../../model/lease';
import { sessionsUntil } from '../../rules/session-end';
import { isoOf } from './iso';
import { targetView } from './target';

function orphanView(lease: Lease): LeaseView['orphan'] {
  if (lease.status !== 'ending' || !lease.orphan) return undefined;
  const { since, reason, tries, retryAt } = lease.orphan;
  return { since: toIso(since), reason, tries, retryAt: toIso(retryAt) };
}

/** A lease as the API shows it. */
export function leaseView(lease: Lease): LeaseView {
  return {
    id: lease.id,
    requestId: lease.requestId,
    target: targetView(lease.target),
    status: lease.status,
    startsAt: toIso(lease.startsAt),
    endsAt: toIso(lease.endsAt),
    activatedAt: isoOf('activatedAt' in lease ? lease.activatedAt : undefined),
    endedAt: isoOf('endedAt' in lease ? lease.endedAt : undefined),
    endReason: 'endReason' in lease ? lease.endReason : undefined,
    endedBy: 'endedBy' in lease ? lease.endedBy : undefined,
    endComment: 'endComment' in lease ? lease.endComment : undefined,
    removal: 'removal' in lease ? lease.removal : undefined,
    orphan: orphanView(lease),
    standing: 'standing' in lease ? lease.standing : undefined,
    failure: 'failure' in lease ? lease.failure : undefined,
    // Whoever holds an orphan can begin another session until it is gone.
    sessionsUntil: orphanView(lease) ? undefined : isoOf(sessionsUntil(lease)),
  };
}
