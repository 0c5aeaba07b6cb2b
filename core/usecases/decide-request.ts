import type { AuditEvent } from '../model/audit-event';
import { type EpochMs, MINUTE } from '../model/instant';
import { type Person, refOf } from '../model/person';
import type { RefusalReason } from '../model/refusal';
import type { AccessRequest, Answer, Decision, PendingRequest, ScheduledRequest } from '../model/request';
import { afterDecision, mayDecide } from '../rules/approval';
import { grantedWindow, windowPassed } from '../rules/window';
import { leaseId, leasesFor } from './create-request';
import type { Ports } from './deps';
import { checkStillEligible } from './still-eligible';
import { stopNow } from './emergency/stop';
import { byPerson, requestEvent } from './events';
import { settingsOf } from './gather-facts';
import { type Conflict, type NotFound, notFound, type Refused, refused } from './outcome';
import { startLeases, wake } from './start-workflows';
import { type Changer, viewerOf } from './viewer-of';

export type DecideOutcome =
  | { readonly kind: 'decided'; readonly request: AccessRequest }
  | Refused
  | NotFound
  | Conflict;

type Input = Changer & {
  readonly requestId: string;
  readonly answer: Answer;
  readonly comment: string;
  /** The revision that the approver saw. */
  readonly revision: number;
};
type Deps = Pick<
  Ports,
  | 'clock'
  | 'directory'
  | 'policies'
  | 'requests'
  | 'ledger'
  | 'live'
  | 'workflow'
  | 'tokens'
  | 'trouble'
  | 'metrics'
>;

/** An approver says yes or no. Who they are and which groups they are in is read from Identity Center now [G6, G8]. */
export async function decideRequest(input: Input, deps: Deps): Promise<DecideOutcome> {
  const request = await deps.requests.read(input.requestId);
  if (!request) return notFound;
  const [seen, { policies }] = await Promise.all([viewerOf(input, request, deps), deps.policies.current()]);
  if (!seen) return notFound;
  const { person, viewer } = seen;

  const now = deps.clock.now();
  const verdict = mayDecide({
    request,
    approver: viewer,
    answer: input.answer,
    comment: input.comment,
    revision: input.revision,
    settings: settingsOf(policies),
    now,
  });
  if (!verdict.allowed) return refuse(request, person, input.answer, verdict.reasons, deps);
  if (request.status !== 'pending') throw new Error('Only a pending request can be decided');

  const decision: Decision = {
    approver: refOf(person),
    answer: input.answer,
    comment: input.comment,
    at: now,
    countedFor: verdict.countedFor,
  };
  const next = answer(request, decision, now);
  if (next.status === 'scheduled') {
    const reasons = await mayStillBeGranted(next, deps);
    if (reasons.length > 0) return refuse(request, person, input.answer, reasons, deps);
  }
  return commit(request, next, decision, person, deps);
}

function answer(request: PendingRequest, decision: Decision, now: EpochMs): AccessRequest {
  const decided = {
    ...request,
    decisions: [...request.decisions, decision],
    revision: request.revision + 1,
    updatedAt: now,
  };
  switch (afterDecision(request, decision)) {
    case 'pending':
      return decided;
    case 'rejected': {
      const { expiresAt: _, ...rest } = decided;
      return { ...rest, status: 'rejected', rejectedAt: now };
    }
    case 'approved': {
      const { expiresAt: _, ...rest } = decided;
      const leaseIds = request.targets.map((_target, index) => leaseId(request.id, index));
      return {
        ...rest,
        status: 'scheduled',
        approvedAt: now,
        ...grantedWindow(request.window, now),
        leaseIds,
      };
    }
  }
}

/** The last yes is only as good as what the beneficiary is at that moment [G1]. */
async function mayStillBeGranted(request: ScheduledRequest, deps: Deps): Promise<RefusalReason[]> {
  if (windowPassed(request.window, deps.clock.now()))
    return [{ code: 'window-passed', message: 'The time that was asked for is already over.' }];
  return checkStillEligible(request.beneficiary, request.requester, request.targets, deps);
}

async function commit(
  before: PendingRequest,
  after: AccessRequest,
  decision: Decision,
  person: Person,
  deps: Deps,
): Promise<DecideOutcome> {
  const leases = after.status === 'scheduled' ? leasesFor(after) : [];
  const stopped = after.status === 'scheduled' && (await stopNow(deps)) !== undefined;
  const result = await deps.ledger.commit(
    [
      { kind: 'request', before, after },
      ...leases.map((lease) => ({ kind: 'lease' as const, after: lease })),
    ],
    eventsOf(after, decision, person, stopped),
  );
  if (result.kind === 'conflict') return tellWhatHappened(before, deps);
  if (after.status !== 'pending')
    deps.metrics.put('ApprovalMinutes', (decision.at - before.createdAt) / MINUTE);
  await startLeases(leases, deps);
  if (after.status !== 'pending')
    await wake({ kind: 'decision', requestId: after.id }, { status: after.status }, deps);
  return { kind: 'decided', request: after };
}

function eventsOf(after: AccessRequest, decision: Decision, person: Person, stopped: boolean): AuditEvent[] {
  const { id, revision } = after;
  const { answer: said, comment, countedFor, at } = decision;
  const recorded = requestEvent(id, 'DecisionRecorded', at, byPerson(person), {
    revision,
    answer: said,
    comment,
    countedFor,
  });
  if (after.status === 'rejected')
    return [recorded, requestEvent(id, 'RequestRejected', at, byPerson(person), { revision, comment })];
  if (after.status === 'scheduled') {
    const { startsAt, endsAt } = after;
    const data: AuditEvent['data'] = {
      revision,
      startsAt,
      endsAt,
      approvalRequired: true,
      ...(stopped ? { emergencyStop: true } : {}),
    };
    return [recorded, requestEvent(id, 'RequestApproved', at, byPerson(person), data)];
  }
  return [recorded];
}

/** The second of two is told what the first did, never ignored [G11]. */
async function tellWhatHappened(before: PendingRequest, deps: Deps): Promise<DecideOutcome> {
  const now = await deps.requests.read(before.id);
  const last = now?.decisions.at(-1);
  const who = last ? last.approver.displayName : 'Somebody else';
  const code = now?.status === 'pending' ? 'stale-revision' : 'not-pending';
  const message = `${who} was faster: the request is now ${now?.status ?? 'gone'}. Look at it again.`;
  return { kind: 'conflict', reasons: [{ code, message }] };
}

async function refuse(
  request: AccessRequest,
  person: Person,
  said: Answer,
  reasons: readonly RefusalReason[],
  deps: Deps,
): Promise<Refused> {
  const data = { answer: said, reasons: reasons.map(({ code }) => code) };
  await deps.ledger.commit(
    [],
    [requestEvent(request.id, 'DecisionRefused', deps.clock.now(), byPerson(person), data)],
  );
  return refused(...reasons);
}
