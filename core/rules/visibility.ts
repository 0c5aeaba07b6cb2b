import type { Lease } from '../model/lease';
import type { RefusalReason } from '../model/refusal';
import type { AccessRequest } from '../model/request';
import { type Asker, type Doer, namesPerson } from './asker';
import { reason } from './reason';
import { whatHappened } from './what-happened';

type Refused = { allowed: false; reasons: RefusalReason[] };

/** As whom somebody may see a request; `undefined`: for them it does not exist. */
export function maySee(input: {
  viewer: Asker & { auditor: boolean };
  request: AccessRequest;
}): 'requester' | 'approver' | 'auditor' | undefined {
  const { viewer, request } = input;
  if (isOwn(viewer, request)) return 'requester';
  const hasDecided = request.decisions.some((decision) => decision.approver.userId === viewer.userId);
  if (hasDecided || isNamedApprover(viewer, request)) return 'approver';
  return viewer.auditor ? 'auditor' : undefined;
}

/** May somebody end the access of a request, or of one of its leases, and as what? [G7] */
export function mayEnd(input: {
  viewer: Doer;
  request: AccessRequest;
  lease?: Lease;
}): { allowed: true; as: 'returned' | 'revoked' } | Refused {
  const { viewer, request, lease } = input;
  if (!viewer.enabled) return disabled;
  if (!isOwn(viewer, request) && !isNamedApprover(viewer, request))
    return refused('may-not-end', 'Only who holds this access, who asked for it, or an approver may end it.');
  const problem = notLive(request, lease);
  if (problem !== undefined) return refused('not-live', problem);
  return { allowed: true, as: viewer.userId === request.beneficiary.userId ? 'returned' : 'revoked' };
}

/** May somebody withdraw a request that has not begun? */
export function mayCancel(input: { viewer: Doer; request: AccessRequest }): { allowed: true } | Refused {
  const { viewer, request } = input;
  if (!viewer.enabled) return disabled;
  if (!isOwn(viewer, request))
    return refused('may-not-cancel', 'Only who asked, or for whom it was asked, may cancel a request.');
  if (request.status === 'active')
    return refused('not-cancellable', 'The access has begun; end it instead of cancelling the request.');
  const open = request.status === 'pending' || request.status === 'scheduled';
  return open ? { allowed: true } : refused('not-cancellable', whatHappened(request));
}

/** Who was disabled changes nothing any more, not even for the better: their token may be in other hands. */
const disabled: Refused = {
  allowed: false,
  reasons: [reason('person-disabled', 'This user is disabled in Identity Center.')],
};

function isOwn({ userId }: Asker, request: AccessRequest): boolean {
  return userId === request.requester.userId || userId === request.beneficiary.userId;
}

function isNamedApprover(viewer: Asker, { needs }: AccessRequest): boolean {
  const steps = needs.flatMap((need) => need.alternatives.flatMap((alternative) => alternative.steps));
  return steps.some((step) => namesPerson(step.approvers, viewer));
}

function notLive(request: AccessRequest, lease: Lease | undefined): string | undefined {
  if (request.status !== 'scheduled' && request.status !== 'active') return whatHappened(request);
  switch (lease?.status) {
    case 'ending':
      return 'This access is ending already.';
    case 'ended':
      return 'This access has ended already.';
    case 'failed':
      return 'This access could not be assigned, so there is nothing to end.';
    case 'scheduled':
    case 'activating':
    case 'active':
    case undefined:
      return undefined;
  }
}

function refused(code: RefusalReason['code'], message: string): Refused {
  return { allowed: false, reasons: [reason(code, message)] };
}
