import { type EndLeaseOutput, type LeaseTaskInput, pauseSeconds } from '../contract/workflow';
import type { AssignmentRecord } from '../model/assignment';
import { type EpochMs, SECOND } from '../model/instant';
import type { EndingLease, EndReason, Lease, Removal } from '../model/lease';
import type { RefusalReason } from '../model/refusal';
import type { Ports } from './deps';
import { hourglass } from './events';
import { type LeaseFacts, type LeaseMove, moveLease } from './move-lease';
import { operate } from './operate';

type Deps = Pick<Ports, 'clock' | 'requests' | 'assignments' | 'ledger' | 'grants'>;

const actor = hourglass('end-lease');

/** The workflow's clock and ours may differ by this much, in milliseconds. */
const CLOCKS_DIFFER = 5 * SECOND;

/**
 * Ends a lease and says so only when Identity Center no longer lists the assignment [G3]. Standing access stays [G4], and so
 * does what another live lease needs [G5]. Asks nothing about eligibility, policies or whether the person still exists [G7].
 * May be called any number of times: it goes on where the last call stopped, and never gives up.
 */
export async function endLease(input: LeaseTaskInput, deps: Deps): Promise<EndLeaseOutput> {
  const lease = await moveLease(input, actor, release, deps);
  if (lease.status !== 'ending') return { state: 'ended' };
  if (lease.removal === 'removed') {
    const removed = await remove(lease, input, deps);
    if (removed.kind === 'unfinished') {
      const { operationId } = removed;
      return { state: 'waiting', retryAfterSeconds: pauseSeconds(input), operationId };
    }
  }
  await moveLease(input, actor, finish, deps);
  return { state: 'ended' };
}

/**
 * Takes the lease off the assignment record. When that leaves nobody and the access is not standing, the record stays locked by
 * this lease until the deletion is confirmed, so that an activation at the same moment waits and then assigns afresh.
 */
function release({ lease, record, now }: LeaseFacts): LeaseMove | undefined {
  if (lease.status === 'ended' || lease.status === 'failed') return undefined;
  if (lease.status === 'scheduled') return neverActivated(lease, now);
  const ending = toEnding(lease, now);
  if (ending.removal !== undefined) return undefined;
  const { removal, after } = leave(lease.id, record, now);
  return {
    lease: { ...ending, removal, version: lease.version + 1 },
    ...(after ? { record: after } : {}),
    event: { type: 'LeaseEnding', data: { reason: ending.endReason, removal } },
  };
}

/** The activation gave up without a word (its function kept failing): nothing was asked of Identity Center. */
function neverActivated(lease: Extract<Lease, { status: 'scheduled' }>, now: EpochMs): LeaseMove {
  const failure: [RefusalReason] = [
    now >= lease.endsAt
      ? { code: 'window-passed', message: 'The time for this access was over before it could begin.' }
      : { code: 'assignment-failed', message: 'The access could not be switched on.' },
  ];
  return {
    lease: { ...lease, status: 'failed', failedAt: now, failure, version: lease.version + 1 },
    event: { type: 'LeaseFailed', data: { reasons: failure.map(({ message }) => message) } },
  };
}

function toEnding(
  lease: Extract<Lease, { status: 'activating' | 'active' | 'ending' }>,
  now: EpochMs,
): EndingLease {
  if (lease.status === 'ending') return lease;
  const endReason: EndReason = now >= lease.endsAt - CLOCKS_DIFFER ? 'elapsed' : 'failed';
  const unfinished: RefusalReason[] = [
    { code: 'assignment-failed', message: 'The access could not be switched on.' },
  ];
  return {
    ...lease,
    status: 'ending',
    endReason,
    endAskedAt: now,
    ...(lease.status === 'activating' ? { failure: unfinished } : {}),
  };
}

function leave(
  leaseId: string,
  record: AssignmentRecord | undefined,
  now: EpochMs,
): { removal: Removal; after?: AssignmentRecord } {
  if (record?.lock?.leaseId === leaseId) return { removal: 'removed' };
  if (!record?.leases.includes(leaseId)) return { removal: 'never-held' };
  const leases = record.leases.filter((id) => id !== leaseId);
  const left = { ...record, leases, version: record.version + 1 };
  if (record.standing) return { removal: 'kept-standing', after: left };
  if (leases.length > 0) return { removal: 'kept-for-other-lease', after: left };
  return { removal: 'removed', after: { ...left, lock: { leaseId, since: now } } };
}

type Removed = { readonly kind: 'gone' } | { readonly kind: 'unfinished'; readonly operationId: string };

const notYet: Removed = { kind: 'unfinished', operationId: '' };

/**
 * `gone` once a deletion is through and Identity Center no longer lists the assignment. Not being listed alone is not enough: a
 * creation that is still running would bring it back. While one runs, Identity Center answers a deletion with a conflict.
 */
async function remove(lease: EndingLease, input: LeaseTaskInput, deps: Deps): Promise<Removed> {
  const { entitlement } = lease.target;
  if (entitlement.kind !== 'account-assignment') throw new Error(`${entitlement.kind} cannot be ended yet`);
  if (input.creationId) {
    const creation = await deps.grants.creation(input.creationId);
    if (creation.state === 'in-progress') return notYet;
  }
  const deleted = await operate(
    input.deletionId ?? '',
    () => deps.grants.delete(lease.beneficiaryId, entitlement),
    (id) => deps.grants.deletion(id),
    deps,
  );
  if (deleted.kind === 'unfinished') return deleted;
  return (await deps.grants.holds(lease.beneficiaryId, entitlement)) ? notYet : { kind: 'gone' };
}

/** The end is recorded last, together with the unlocking of the assignment record. */
function finish({ lease, record, now }: LeaseFacts): LeaseMove | undefined {
  if (lease.status !== 'ending') return undefined;
  const removal = lease.removal ?? 'never-held';
  const unlocked = record?.lock?.leaseId === lease.id ? unlock(record) : undefined;
  const { failure, ...rest } = lease;
  const version = lease.version + 1;
  if (failure && lease.endReason === 'failed') {
    const { id, requestId, beneficiaryId, target, startsAt, endsAt, activatingAt } = lease;
    return {
      lease: {
        id,
        requestId,
        beneficiaryId,
        target,
        startsAt,
        endsAt,
        activatingAt,
        version,
        status: 'failed',
        failedAt: now,
        failure,
      },
      ...(unlocked ? { record: unlocked } : {}),
      event: { type: 'LeaseFailed', data: { removal, reasons: failure.map(({ message }) => message) } },
    };
  }
  return {
    lease: { ...rest, status: 'ended', endedAt: now, removal, version },
    ...(unlocked ? { record: unlocked } : {}),
    event: { type: 'LeaseEnded', data: { reason: lease.endReason, removal } },
  };
}

function unlock(record: AssignmentRecord): AssignmentRecord {
  const { lock: _, ...rest } = record;
  return { ...rest, version: record.version + 1 };
}
