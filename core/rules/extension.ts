import { DAY, type EpochMs, MINUTE } from '../model/instant';
import type { Lease } from '../model/lease';
import type { RefusalReason } from '../model/refusal';
import type { AccessRequest, ActiveRequest, ApprovalNeed, ScheduledRequest } from '../model/request';
import { type Asker, type Doer, namesPerson } from './asker';
import { reason } from './reason';
import { whatHappened } from './what-happened';

/** From the approval to the end, in milliseconds: a workflow lives at most a year. https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
const LONGEST_LIFE = 364 * DAY;

type Verdict = { readonly allowed: true } | { readonly allowed: false; readonly reasons: RefusalReason[] };

type ExtendInput = {
  readonly request: AccessRequest;
  readonly leases: readonly Lease[];
  readonly person: Doer;
  readonly now: EpochMs;
};

/**
 * May this person move the end of a request's access? Who could have approved it alone may; nobody who asked for it or holds it [G6],
 * unless it needed no approval: then the holder may. Access that is ending, or whose end has come, is not brought back.
 */
export function mayExtend({ request, leases, person, now }: ExtendInput): Verdict {
  const problem = authority(request, person) ?? liveness(request, leases, now);
  return problem ? { allowed: false, reasons: [problem] } : { allowed: true };
}

/** The leases whose end can still be moved. */
export function extendable(leases: readonly Lease[], now: EpochMs) {
  return leases.filter((lease) => {
    const live = lease.status === 'scheduled' || lease.status === 'activating' || lease.status === 'active';
    return live && now < lease.endsAt;
  });
}

/** Why an end that was moved by so many minutes would be too late; `maxMinutes` is the longest of the rule that applies now. */
export function lengthProblems(
  request: ScheduledRequest | ActiveRequest,
  minutes: number,
  maxMinutes: number,
): RefusalReason[] {
  const endsAt = request.endsAt + minutes * MINUTE;
  if (endsAt - request.startsAt > maxMinutes * MINUTE) {
    const left = Math.max(0, Math.floor(maxMinutes - (request.endsAt - request.startsAt) / MINUTE));
    const message = `From its start this access may last at most ${maxMinutes} minutes by the rule that applies now: it can be extended by at most ${left} minutes.`;
    return [reason('duration-too-long', message, 'minutes')];
  }
  if (endsAt > request.approvedAt + LONGEST_LIFE)
    return [reason('end-too-far-ahead', 'The end is more than 364 days after the approval.', 'minutes')];
  return [];
}

function authority(request: AccessRequest, person: ExtendInput['person']): RefusalReason | undefined {
  if (!person.enabled) return reason('person-disabled', 'This user is disabled in Identity Center.');
  const holds = person.userId === request.beneficiary.userId;
  if (request.needs.length === 0)
    return holds ? undefined : reason('may-not-extend', 'Only who holds this access may extend it.');
  if (holds || person.userId === request.requester.userId)
    return reason('own-request', 'Nobody extends access of their own, or what they asked for. Ask anew.');
  if (request.needs.every((need) => couldApproveAlone(need, person))) return undefined;
  const named = request.needs.some((need) =>
    need.alternatives.some(({ steps }) => steps.some(({ approvers }) => namesPerson(approvers, person))),
  );
  return named
    ? reason(
        'may-not-extend',
        'This access needs the yes of several people, so it is extended by a new request.',
      )
    : reason('may-not-extend', 'Only who may approve this access may extend it.');
}

function couldApproveAlone({ alternatives }: ApprovalNeed, person: Asker): boolean {
  return alternatives.some(({ steps }) => {
    const [step] = steps;
    return steps.length === 1 && step?.needed === 1 && namesPerson(step.approvers, person);
  });
}

function liveness(request: AccessRequest, leases: readonly Lease[], now: EpochMs): RefusalReason | undefined {
  if (request.status !== 'scheduled' && request.status !== 'active')
    return reason('not-live', whatHappened(request));
  if (extendable(leases, now).length > 0) return undefined;
  return reason('not-live', 'This access is ending or has ended already.');
}
