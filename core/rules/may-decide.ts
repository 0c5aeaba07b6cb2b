import type { EpochMs } from '../model/instant';
import type { Settings } from '../model/policy';
import type { RefusalReason } from '../model/refusal';
import type { AccessRequest, Answer, CountedFor, Decision } from '../model/request';
import { type Asker, namesPerson } from './asker';
import { openSteps } from './open-steps';
import { reason } from './reason';
import { whatHappened } from './what-happened';

/** Somebody who wants to decide, as Identity Center knows them at this moment. */
export type Approver = Asker & { readonly enabled: boolean };

/** Whether an answer counts, and for which steps (none for a no: one no is enough). */
export type DecideDecision =
  | { allowed: true; countedFor: CountedFor[] }
  | { allowed: false; reasons: RefusalReason[] };

type DecideInput = {
  request: AccessRequest;
  approver: Approver;
  answer: Answer;
  comment: string;
  /** The revision that the approver saw. */
  revision: number;
  settings: Settings;
  now: EpochMs;
};

/** May this person give this answer to this request now? [G6] */
export function mayDecide(input: DecideInput): DecideDecision {
  const place = placesToDecide(input.request, input.approver, input.now);
  if (!place.allowed) return place;
  const reasons = [...revisionProblem(input), ...commentProblem(input)];
  if (reasons.length > 0) return { allowed: false, reasons };
  return input.answer === 'approve' ? place : { allowed: true, countedFor: [] };
}

/** Where a yes of this person would count now, whatever they have seen and whatever they would write. */
export function placesToDecide(request: AccessRequest, approver: Approver, now: EpochMs): DecideDecision {
  const problem = authorityProblem(request, approver) ?? timeProblem(request, approver, now);
  if (problem) return { allowed: false, reasons: [problem] };
  const countedFor = openSteps(request)
    .filter(({ step, counted }) => namesPerson(step.approvers, approver) && !counted.has(approver.userId))
    .map(({ place }) => place);
  if (countedFor.length > 0) return { allowed: true, countedFor };
  return { allowed: false, reasons: [nothingOpen(request, approver)] };
}

/** Why a person has no say in a request, ever or at present; `undefined` when they do. */
export function authorityProblem(request: AccessRequest, approver: Approver): RefusalReason | undefined {
  if (approver.userId === request.requester.userId || approver.userId === request.beneficiary.userId)
    return reason('own-request', 'Nobody decides their own request, or one for access of their own.');
  if (!approver.enabled) return reason('person-disabled', 'This user is disabled in Identity Center.');
  const steps = request.needs.flatMap((need) => need.alternatives.flatMap((each) => each.steps));
  const named = steps.some((step) => namesPerson(step.approvers, approver));
  return named
    ? undefined
    : reason('not-an-approver', 'You are not among the people who may decide this request.');
}

function timeProblem(request: AccessRequest, approver: Approver, now: EpochMs): RefusalReason | undefined {
  if (request.status === 'pending')
    return now < request.expiresAt
      ? undefined
      : reason('decision-time-over', 'The time to decide this request is over.');
  return ownDecision(request, approver) ?? reason('not-pending', whatHappened(request));
}

function ownDecision({ decisions }: AccessRequest, approver: Approver): RefusalReason | undefined {
  const own = decisions.findLast((decision) => decision.approver.userId === approver.userId);
  return own && reason('already-decided-by-you', `You have already ${verbs[own.answer]} this request.`);
}

const verbs = { approve: 'approved', reject: 'rejected' } as const satisfies Record<Answer, string>;

function nothingOpen(request: AccessRequest, approver: Approver): RefusalReason {
  const own = ownDecision(request, approver);
  if (own) return own;
  if (isLaterStep(request, approver))
    return reason('step-not-reached', 'Your step comes later: an earlier step has not been approved yet.');
  const others = namesOf(request.decisions) || 'Somebody else';
  return reason('not-pending', `${others} approved your step already; it needs no further answer.`);
}

function isLaterStep(request: AccessRequest, approver: Approver): boolean {
  return openSteps(request).some(({ place }) => {
    const steps = request.needs[place.need]?.alternatives[place.alternative]?.steps ?? [];
    return steps.some((step, index) => index > place.step && namesPerson(step.approvers, approver));
  });
}

function revisionProblem({ request, revision }: DecideInput): RefusalReason[] {
  if (request.revision === revision) return [];
  const names = namesOf(request.decisions);
  const since = names ? ` Meanwhile decided: ${names}.` : '';
  return [reason('stale-revision', `The request has changed since you saw it.${since} Look at it again.`)];
}

function commentProblem({ answer, comment, settings }: DecideInput): RefusalReason[] {
  const needed = answer === 'reject' || settings.approvalCommentRequired;
  if (!needed || comment.trim() !== '') return [];
  return [reason('comment-missing', `Say why you ${answer} this request.`, 'comment')];
}

const namesOf = (decisions: readonly Decision[]) =>
  [...new Set(decisions.map((decision) => decision.approver.displayName))].join(', ');
