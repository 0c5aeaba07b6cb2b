import {
  type ActivateLeaseOutput,
  type JoinedAccess,
  type LeaseTaskInput,
  pauseSeconds,
} from '../contract/workflow';
import type { AccountAssignment } from '../model/entitlement';
import { SECOND, toIso } from '../model/instant';
import type { Lease } from '../model/lease';
import type { RefusalReason } from '../model/refusal';
import { GrantsBusyError } from '../ports/grants';
import type { Ports } from './deps';
import { stopNow, whyTimeIsOver } from './emergency/stop';
import { hourglass } from './events';
import { requireHardEnd } from './hard-end/require-hard-end';
import { leaveLateCreation } from './late-creation';
import { joinAssignment, newsForWorkflow } from './join-assignment';
import { lostCreation, makeAssignment } from './make-assignment';
import { type LeaseFacts, moveLease, readLeaseFacts } from './move-lease';
import { checkStillEligible } from './still-eligible';

type Deps = Pick<
  Ports,
  | 'clock'
  | 'requests'
  | 'assignments'
  | 'ledger'
  | 'directory'
  | 'policies'
  | 'live'
  | 'grants'
  | 'findings'
  | 'trouble'
  | 'metrics'
  | 'hardEnds'
  | 'hardEndMode'
  | 'recordsRestored'
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
      return whenNotBusy(input, () => activate(input, facts, deps));
  }
}

/** That Identity Center could not be asked now is a reason to wait, not to fail. */
async function whenNotBusy(
  input: LeaseTaskInput,
  step: () => Promise<ActivateLeaseOutput>,
): Promise<ActivateLeaseOutput> {
  try {
    return await step();
  } catch (error) {
    if (error instanceof GrantsBusyError) return wait(input, input.creationId ?? '');
    throw error;
  }
}

/** An emergency stop stands: the next try comes when the time is over at the latest, so that the failure can say why. */
function waitForLift(input: LeaseTaskInput, { lease, now }: LeaseFacts): ActivateLeaseOutput {
  const secondsLeft = Math.max(1, Math.ceil((lease.endsAt - now) / SECOND));
  return {
    state: 'waiting',
    retryAfterSeconds: Math.min(pauseSeconds(input), secondsLeft),
    operationId: '',
  };
}

function wait(input: LeaseTaskInput, operationId: string): ActivateLeaseOutput {
  return { state: 'waiting', retryAfterSeconds: pauseSeconds(input), operationId };
}

async function activate(input: LeaseTaskInput, facts: LeaseFacts, deps: Deps): Promise<ActivateLeaseOutput> {
  const running = input.creationId ?? '';
  const { beneficiaryId, target } = facts.lease;
  const { entitlement } = target;
  if (entitlement.kind !== 'account-assignment')
    return giveUp(
      input,
      [{ code: 'entitlement-kind-not-supported', message: 'This cannot be given yet.' }],
      deps,
    );
  const reasons = await whyNot(input, facts, deps);
  if (reasons.length > 0) return giveUp(input, reasons, deps);
  if (running === '' && (await stopNow(deps))) return waitForLift(input, facts);

  const present = await deps.grants.holds(beneficiaryId, entitlement);
  if (present && isDoubtful(input, facts, deps)) return giveUp(input, [originUnknown], deps);
  const joined = await joinAssignment(input, facts, present, deps);
  if (joined.kind === 'locked') return wait(input, running);
  // Whoever else worked on this lease meanwhile has got further: what is true now is what they came to.
  if (joined.kind === 'moved') return activateLease(input, deps);
  const news = newsForWorkflow(input, { beneficiaryId, entitlement, standing: joined.standing });
  if (news) return tell(news, facts.lease, input, deps);
  const hardEnd = await requireHardEnd(input, deps);
  if (hardEnd.kind === 'refused') return giveUp(input, [hardEnd.reason], deps);
  if (hardEnd.kind === 'not-yet')
    return { state: 'hard-end', permissionSetArn: hardEnd.permissionSetArn, operationId: running };
  if (!present) {
    // Window and stop are looked at again right before Identity Center is asked: what was asked for by then goes on.
    const made = await makeAssignment(facts.lease, entitlement, input, deps);
    if (made.kind === 'unfinished') return wait(input, made.operationId);
    if (made.kind === 'failed') return giveUp(input, [made.refusal], deps);
    if (!(await deps.grants.holds(beneficiaryId, entitlement))) return wait(input, '');
  } else if (running === '' && (await stopNow(deps))) return wait(input, '');
  return settle(input, entitlement, deps);
}

const originUnknown: RefusalReason = {
  code: 'origin-unknown',
  message:
    'The person has this access already, and since records were restored it cannot be told whether Hourglass gave it.',
};

/**
 * Access is listed that no lease on record explains, and tables were restored: a lease that they have forgotten may have made it. Taken for
 * standing it would never end, taken for ours it would be removed from whom it belongs to; so nothing begins on it.
 */
function isDoubtful({ joined }: LeaseTaskInput, { record }: LeaseFacts, deps: Deps): boolean {
  return deps.recordsRestored && !joined && (record?.leases ?? []).length === 0;
}

/**
 * The workflow keeps what its lease has joined before anything is asked for, so that it can end that access whatever becomes of the
 * records [G2]. A creation that an earlier execution left running is gone on with.
 */
async function tell(
  joined: JoinedAccess,
  lease: Lease,
  input: LeaseTaskInput,
  deps: Deps,
): Promise<ActivateLeaseOutput> {
  const operationId = input.creationId || (await lostCreation(lease, joined.entitlement, input, deps));
  return { state: 'joined', joined, operationId };
}

/** Fail closed: every reason for which this lease must not begin, by the state of the world now [G1]. */
async function whyNot(
  { joined }: LeaseTaskInput,
  { lease, request, now }: LeaseFacts,
  deps: Deps,
): Promise<RefusalReason[]> {
  if (now >= lease.endsAt) return [await whyTimeIsOver(deps)];
  if (request.status !== 'scheduled' && request.status !== 'active')
    return [{ code: 'superseded', message: `The request is ${request.status}.` }];
  // This call only joins and tells the workflow; all that the access depends on is looked at by the call that asks for it.
  if (joined === null) return [];
  return checkStillEligible(request.beneficiary, request.requester, [lease.target], deps);
}

/** What was made in time is held from now on; what was not is undone, for the window has passed meanwhile. */
async function settle(
  input: LeaseTaskInput,
  entitlement: AccountAssignment,
  deps: Deps,
): Promise<ActivateLeaseOutput> {
  const lease = await moveLease(
    input,
    actor,
    ({ lease: now, record, now: at }) => {
      if (now.status !== 'activating' || at >= now.endsAt) return undefined;
      const standing = record?.standing ?? false;
      return {
        lease: { ...now, status: 'active', activatedAt: at, standing, version: now.version + 1 },
        event: { type: 'LeaseActivated', data: { standing, endsAt: toIso(now.endsAt) } },
      };
    },
    deps,
  );
  if (lease.status === 'activating') return giveUp(input, [await whyTimeIsOver(deps)], deps);
  await leaveLateCreation(lease, entitlement, deps);
  return outcomeOf(lease);
}

/** An execution that comes late to a lease that another has activated waits for its end like that one. */
function outcomeOf(lease: Lease): ActivateLeaseOutput {
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
  const left = await moveLease(
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
  return outcomeOf(left);
}
