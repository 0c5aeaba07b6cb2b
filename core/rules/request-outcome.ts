import type { EpochMs } from '../model/instant';
import type { EndedLease, FailedLease, Lease } from '../model/lease';
import type { AccessRequest, ActiveRequest, ScheduledRequest } from '../model/request';

type OverLease = EndedLease | FailedLease;

/** The request that follows from the state of its leases; `undefined` when nothing changes. */
export function requestAfter(
  request: ScheduledRequest | ActiveRequest,
  leases: readonly Lease[],
  now: EpochMs,
): AccessRequest | undefined {
  const over = leases.filter(isOver);
  const allOver = over.length === leases.length && holdsAll(request, leases);
  const activatedAt = request.status === 'active' ? request.activatedAt : firstActivation(leases);
  if (allOver) return requestOver(request, over, activatedAt, now);
  if (request.status === 'active' || activatedAt === undefined) return undefined;
  return { ...request, ...changed(request, now), status: 'active', activatedAt };
}

function requestOver(
  request: ScheduledRequest | ActiveRequest,
  over: readonly OverLease[],
  activatedAt: EpochMs | undefined,
  now: EpochMs,
): AccessRequest {
  const failed = over.filter((lease) => lease.status === 'failed');
  const kept = { ...request, ...changed(request, now) };
  if (activatedAt === undefined && failed.length > 0) {
    const failedAt = Math.max(...failed.map((lease) => lease.failedAt));
    return { ...kept, status: 'failed', failedAt, failure: failed.flatMap((lease) => lease.failure) };
  }
  const endedAt = Math.max(...over.map(overAt));
  const held = activatedAt === undefined ? {} : { activatedAt };
  return { ...kept, ...held, status: 'ended', endedAt, ...whyEnded(over, activatedAt !== undefined) };
}

/** The last end counts, of leases that gave access if any did; a request that had access never ends as `failed`. */
function whyEnded(over: readonly OverLease[], hadAccess: boolean) {
  const ended = over.filter((lease) => lease.status === 'ended');
  const telling = hadAccess
    ? ended.filter((lease) => lease.activatedAt !== undefined && lease.endReason !== 'failed')
    : ended;
  const last = telling.toSorted((a, b) => a.endedAt - b.endedAt).at(-1);
  if (last === undefined) return { endReason: 'revoked' as const };
  const { endReason, endedBy, endComment } = last;
  return {
    endReason,
    ...(endedBy === undefined ? {} : { endedBy }),
    ...(endComment === undefined ? {} : { endComment }),
  };
}

const isOver = (lease: Lease): lease is OverLease => lease.status === 'ended' || lease.status === 'failed';

const overAt = (lease: OverLease): EpochMs => (lease.status === 'ended' ? lease.endedAt : lease.failedAt);

/** A list that misses a lease could call a request over that is not. */
function holdsAll(request: ScheduledRequest | ActiveRequest, leases: readonly Lease[]): boolean {
  return request.leaseIds.every((id) => leases.some((lease) => lease.id === id));
}

function firstActivation(leases: readonly Lease[]): EpochMs | undefined {
  const moments = leases.flatMap((lease) => ('activatedAt' in lease ? (lease.activatedAt ?? []) : []));
  return moments.length > 0 ? Math.min(...moments) : undefined;
}

const changed = (request: AccessRequest, now: EpochMs) => ({
  revision: request.revision + 1,
  updatedAt: now,
});
