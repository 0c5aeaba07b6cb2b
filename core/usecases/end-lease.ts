import { type EndLeaseOutput, type LeaseTaskInput, pauseSeconds } from '../contract/workflow';
import type { AssignmentRecord } from '../model/assignment';
import { type EpochMs, fromIso, SECOND, toIso } from '../model/instant';
import type { EndingLease, EndReason, Lease, Removal } from '../model/lease';
import type { RefusalReason } from '../model/refusal';
import { orphanPause } from '../rules/deletion-trouble';
import type { Ports } from './deps';
import { endForgotten } from './end-forgotten';
import { hourglass } from './events';
import { type LeaseFacts, type LeaseMove, moveLease } from './move-lease';
import { goneAlready, removeAssignment } from './remove-assignment';

type Deps = Pick<
  Ports,
  'clock' | 'requests' | 'assignments' | 'findings' | 'ledger' | 'grants' | 'trouble' | 'metrics'
>;

const actor = hourglass('end-lease');

/** The workflow's clock and ours may differ by this much, in milliseconds. */
const CLOCKS_DIFFER = 5 * SECOND;

/**
 * Ends a lease and says so only when Identity Center no longer lists the assignment [G3]. Standing access stays [G4], and so
 * does what another live lease needs [G5]. Asks nothing about eligibility, policies or whether the person still exists [G7].
 * May be called any number of times: it goes on where the last call stopped, and never gives up.
 */
export async function endLease(input: LeaseTaskInput, deps: Deps): Promise<EndLeaseOutput> {
  const answer = await endForgotten(input, deps);
  if (answer) return answer;
  const lease = await moveLease(
    input,
    actor,
    (facts) => (moved(facts, input) ? undefined : release(facts, input, deps)),
    deps,
  );
  if (lease.status === 'active') return { state: 'moved', endsAt: toIso(lease.endsAt) };
  if (lease.status !== 'ending') return { state: 'ended' };
  let { removal = 'never-held' } = lease;
  if (removal === 'removed' || removal === 'gone') {
    const removed = await removeAssignment(lease, input, deps);
    if (removed.kind === 'unfinished') {
      const { operationId } = removed;
      return { state: 'waiting', retryAfterSeconds: pauseSeconds(input), operationId };
    }
    if (removed.kind === 'stuck') return orphan(lease, removed.reason, input, deps);
    if (removed.kind === 'gone') removal = 'gone';
  }
  await moveLease(input, actor, (facts) => finish(facts, removal), deps);
  return { state: 'ended' };
}

/** The workflow waited for an end that was moved meanwhile, and missed the signal that told it. */
function moved({ lease, now }: LeaseFacts, { endsAt }: LeaseTaskInput): boolean {
  if (lease.status !== 'active' || endsAt === undefined) return false;
  return lease.endsAt > fromIso(endsAt) && now < lease.endsAt;
}

/**
 * Takes the lease off the assignment record. When that leaves nobody and the access is not standing, the record stays locked by
 * this lease until the deletion is confirmed, so that an activation at the same moment waits and then assigns afresh.
 */
async function release(
  { lease, record, now }: LeaseFacts,
  { joined }: LeaseTaskInput,
  deps: Deps,
): Promise<LeaseMove | undefined> {
  if (lease.status === 'ended' || lease.status === 'failed') return undefined;
  if (lease.status === 'scheduled') return neverActivated(lease, now);
  const ending = toEnding(lease, now);
  if (ending.removal !== undefined) return undefined;
  // Either may have been written when tables were restored to different moments; that the access is ours is believed of both.
  const ours = joined?.standing === false || ('standing' in lease && lease.standing === false);
  const { removal: plan, after } = leave(lease, record, ours, now);
  const removal = plan === 'removed' && (await goneAlready(ending, deps)) ? 'gone' : plan;
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

/** `ours`: it is known that Hourglass made the access, whatever the record says. */
function leave(
  { id: leaseId, beneficiaryId, target }: Lease,
  record: AssignmentRecord | undefined,
  ours: boolean,
  now: EpochMs,
): { removal: Removal; after?: AssignmentRecord } {
  if (record?.lock?.leaseId === leaseId) return { removal: 'removed' };
  if (!ours && !record?.leases.includes(leaseId)) return { removal: 'never-held' };
  const leases = (record?.leases ?? []).filter((id) => id !== leaseId);
  const standing = !ours && record?.standing === true;
  const version = (record?.version ?? 0) + 1;
  const left = { ...record, beneficiaryId, entitlement: target.entitlement, leases, standing, version };
  if (standing) return { removal: 'kept-standing', after: left };
  if (leases.length > 0) return { removal: 'kept-for-other-lease', after: left };
  // Whoever holds the lock is removing the same access.
  return { removal: 'removed', after: { ...left, lock: record?.lock ?? { leaseId, since: now } } };
}

/** The access may still exist and nobody can remove it now: said aloud, and tried again for ever. */
async function orphan(
  lease: EndingLease,
  reason: string,
  input: LeaseTaskInput,
  deps: Deps,
): Promise<EndLeaseOutput> {
  const now = deps.clock.now();
  const tries = (lease.orphan?.tries ?? 0) + 1;
  const pause = orphanPause(tries);
  const found = { since: lease.orphan?.since ?? now, reason, tries, retryAt: now + pause };
  await moveLease(
    input,
    actor,
    ({ lease: one }) => {
      // Another call that found the same meanwhile has said it already.
      if (one.status !== 'ending' || (one.orphan?.tries ?? 0) >= tries) return undefined;
      return {
        lease: { ...one, orphan: found, version: one.version + 1 },
        event: { type: 'LeaseOrphaned', data: { reason, tries, retryAt: toIso(found.retryAt) } },
      };
    },
    deps,
  );
  const { requestId, leaseId } = input;
  deps.trouble.report('lease-orphaned', { requestId, leaseId }, new AssignmentNotDeletableError(reason));
  return { state: 'waiting', retryAfterSeconds: Math.ceil(pause / SECOND), operationId: '' };
}

/** Identity Center lists an assignment that it will not delete. */
class AssignmentNotDeletableError extends Error {
  override name = 'AssignmentNotDeletableError' as const;
}

/** The end is recorded last, together with the unlocking of the assignment record. */
function finish({ lease, record, now }: LeaseFacts, removal: Removal): LeaseMove | undefined {
  if (lease.status !== 'ending') return undefined;
  const unlocked = record?.lock?.leaseId === lease.id ? unlock(record) : undefined;
  const { failure, orphan: _, ...rest } = lease;
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
