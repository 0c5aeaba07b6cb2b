import { type ActivateLeaseOutput, type LeaseTaskInput, pauseSeconds } from '../contract/workflow';
import type { AssignmentRecord } from '../model/assignment';
import { toIso } from '../model/instant';
import type { Lease } from '../model/lease';
import type { RefusalReason } from '../model/refusal';
import type { Ports } from './deps';
import { stopNow, whyTimeIsOver } from './emergency/stop';
import { hourglass } from './events';
import { type LeaseFacts, type LeaseMove, moveLease, readLeaseFacts } from './move-lease';
import { operate } from './operate';
import { checkStillEligible } from './still-eligible';

type Deps = Pick<
  Ports,
  'clock' | 'requests' | 'assignments' | 'ledger' | 'directory' | 'policies' | 'live' | 'grants'
>;

const actor = hourglass('activate-lease');
const over: ActivateLeaseOutput = { state: 'over' };

/**
 * Switches a lease on, or says why not. Everything is checked again against Identity Center and Organizations first [G1]; the
 * lease joins the assignment record before Identity Center is asked for anything [G2]; what AWS accepted is believed only
 * once it is listed. May be called any number of times: it goes on where the last call stopped.
 */
export async function activateLease(input: LeaseTaskInput, deps: Deps): Promise<ActivateLeaseOutput> {
  const facts = await readLeaseFacts(input, deps);
  switch (facts.lease.status) {
    case 'ending':
    case 'ended':
    case 'failed':
      return over;
    case 'active':
      return { state: 'active', endsAt: toIso(facts.lease.endsAt) };
    case 'scheduled':
    case 'activating':
      return activate(input, facts, deps);
  }
}

async function activate(input: LeaseTaskInput, facts: LeaseFacts, deps: Deps): Promise<ActivateLeaseOutput> {
  const wait = (operationId: string): ActivateLeaseOutput => ({
    state: 'waiting',
    retryAfterSeconds: pauseSeconds(input),
    operationId,
  });
  const running = input.creationId ?? '';
  const { entitlement } = facts.lease.target;
  if (entitlement.kind !== 'account-assignment')
    return giveUp(
      input,
      [{ code: 'entitlement-kind-not-supported', message: 'This cannot be given yet.' }],
      deps,
    );
  const reasons = await whyNot(facts, deps);
  if (reasons.length > 0) return giveUp(input, reasons, deps);
  if (running === '' && (await stopNow(deps))) return wait('');

  const present = await deps.grants.holds(facts.lease.beneficiaryId, entitlement);
  const joined = await join(input, facts, present, deps);
  if (joined === 'locked') return wait(running);
  if (joined === 'over') return over;
  // Looked at again right before Identity Center is asked: what was asked for by then goes on.
  if (running === '' && (await stopNow(deps))) return wait('');
  if (!present) {
    const made = await operate(
      running,
      () => deps.grants.create(facts.lease.beneficiaryId, entitlement),
      (id) => deps.grants.creation(id),
      deps,
    );
    if (made.kind === 'unfinished') return wait(made.operationId);
    if (made.kind !== 'succeeded')
      return giveUp(
        input,
        [{ code: 'assignment-failed', message: `Identity Center refused: ${made.reason}` }],
        deps,
      );
    if (!(await deps.grants.holds(facts.lease.beneficiaryId, entitlement))) return wait('');
  }
  return settle(input, deps);
}

/** Fail closed: every reason for which this lease must not begin, by the state of the world now [G1]. */
async function whyNot({ lease, request, now }: LeaseFacts, deps: Deps): Promise<RefusalReason[]> {
  if (now >= lease.endsAt) return [await whyTimeIsOver(deps)];
  if (request.status !== 'scheduled' && request.status !== 'active')
    return [{ code: 'superseded', message: `The request is ${request.status}.` }];
  return checkStillEligible(request.beneficiary, request.requester, [lease.target], deps);
}

/**
 * Adds the lease to the assignment record, before the assignment is asked for. The first lease decides whether the access is
 * standing: whatever is listed then was not made by us [G4].
 */
async function join(
  input: LeaseTaskInput,
  seen: LeaseFacts,
  present: boolean,
  deps: Deps,
): Promise<'joined' | 'locked' | 'over'> {
  let outcome: 'joined' | 'locked' | 'over' = 'joined';
  await moveLease(
    input,
    actor,
    (facts) => {
      const { lease, record, now } = facts;
      if (lease.status !== 'scheduled' && lease.status !== 'activating') {
        outcome = 'over';
        return undefined;
      }
      // While a deletion runs on the same assignment it must get through before the access is made afresh [G5], and
      // what was listed is only worth something while nobody else has touched the record since.
      if (record?.lock || record?.version !== seen.record?.version) {
        outcome = record?.leases.includes(lease.id) && !record.lock ? 'joined' : 'locked';
        return undefined;
      }
      outcome = 'joined';
      const joined = lease.status === 'activating' && record?.leases.includes(lease.id);
      if (joined && !vanished(record, present)) return undefined;
      return joining(lease, record, present, now);
    },
    deps,
  );
  return outcome;
}

function joining(
  lease: Extract<Lease, { status: 'scheduled' | 'activating' }>,
  record: AssignmentRecord | undefined,
  present: boolean,
  now: number,
): LeaseMove {
  const leases = record?.leases ?? [];
  const standing = record && leases.length > 0 ? record.standing && present : present;
  const others = leases.filter((id) => id !== lease.id);
  return {
    lease: { ...lease, status: 'activating', activatingAt: now, version: lease.version + 1 },
    record: {
      beneficiaryId: lease.beneficiaryId,
      entitlement: lease.target.entitlement,
      leases: [...others, lease.id],
      standing,
      version: (record?.version ?? 0) + 1,
    },
    event: { type: 'LeaseActivating', data: { standing, otherLeases: others } },
  };
}

/** Standing access that is no longer there: what is made now is ours, and must go when the last lease does. */
function vanished(record: AssignmentRecord | undefined, present: boolean): boolean {
  return record?.standing === true && !present;
}

async function settle(input: LeaseTaskInput, deps: Deps): Promise<ActivateLeaseOutput> {
  const lease = await moveLease(
    input,
    actor,
    ({ lease: now, record, now: at }) => {
      if (now.status !== 'activating') return undefined;
      const standing = record?.standing ?? false;
      return {
        lease: { ...now, status: 'active', activatedAt: at, standing, version: now.version + 1 },
        event: { type: 'LeaseActivated', data: { standing, endsAt: toIso(now.endsAt) } },
      };
    },
    deps,
  );
  return lease.status === 'active' ? { state: 'active', endsAt: toIso(lease.endsAt) } : over;
}

/**
 * Activation cannot succeed. A lease that has not joined fails at once; one that may have left something in Identity Center
 * goes through the ending path, which removes it and then records the failure [G2].
 */
async function giveUp(
  input: LeaseTaskInput,
  reasons: readonly RefusalReason[],
  deps: Deps,
): Promise<ActivateLeaseOutput> {
  const data = { reasons: reasons.map(({ message }) => message) };
  await moveLease(
    input,
    actor,
    ({ lease, now }) => {
      const version = lease.version + 1;
      const failure = [...reasons];
      if (lease.status === 'scheduled')
        return {
          lease: { ...lease, status: 'failed', failedAt: now, failure, version },
          event: { type: 'LeaseFailed', data },
        };
      if (lease.status !== 'activating') return undefined;
      const asked = { endReason: 'failed' as const, endAskedAt: now };
      return {
        lease: { ...lease, ...asked, status: 'ending', failure, version },
        event: { type: 'LeaseEnding', data },
      };
    },
    deps,
  );
  return over;
}
