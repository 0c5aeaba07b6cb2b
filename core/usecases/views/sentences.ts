import type { AuditEvent } from '../../model/audit-event';
import type { Lease } from '../../model/lease';
import type { Target } from '../../model/entitlement';
import { durationText } from '../../notices/words';
import type { AccessRequest } from '../../model/request';

/** One event of a request's stream as a sentence for people. */
export function sentenceOf(
  event: AuditEvent,
  actor: string,
  request: AccessRequest,
  leases: readonly Lease[],
): string {
  const { data } = event;
  const what = leaseName(data.leaseId, leases);
  switch (event.type) {
    case 'RequestCreated':
      return `${actor} asked for ${request.targets.map(targetName).join(', ')}${forWhom(request)}.`;
    case 'RequestApproved':
      return data.approvalRequired === false ? 'No approval was needed.' : 'The request is approved.';
    case 'RequestRejected':
      return 'The request is rejected.';
    case 'RequestCancelled':
      return `${actor} cancelled the request.`;
    case 'RequestExpired':
      return 'Nobody decided in time: the request expired.';
    case 'RequestFailed':
      return `The access could not be given. ${reasonsOf(data.reasons)}`.trim();
    case 'RequestActivated':
      return 'The access began.';
    case 'RequestExtended':
      return `${actor} moved the end of the access${typeof data.minutes === 'number' ? ` by ${durationText(data.minutes)}` : ''}.`;
    case 'RequestEnded':
      return `The access is over: ${whyEnded(data.endReason)}.`;
    case 'DecisionRecorded':
      return `${actor} ${data.answer === 'reject' ? 'rejected' : 'approved'} the request.`;
    case 'DecisionRefused':
      return `${actor} tried to ${data.answer === 'reject' ? 'reject' : 'approve'} the request and was refused.`;
    case 'LeaseActivating':
      return data.standing === true
        ? `${what}: already held before; it will stay.`
        : `${what}: switching on in Identity Center.`;
    case 'LeaseActivated':
      return `${what}: confirmed by Identity Center.`;
    case 'LeaseEndAsked':
      return endAsked(data.reason, actor, what);
    case 'LeaseEnding':
      return `${what}: ${removalPlan(data.removal)}.`;
    case 'LeaseOrphaned':
      return `${what}: Identity Center will not remove it, so the access may still exist. It is tried again. ${textOf(data.reason)}`.trim();
    case 'LeaseEnded':
      return `${what}: ${removalDone(data.removal)}.`;
    case 'LeaseFailed':
      return `${what} could not be given. ${reasonsOf(data.reasons)}`.trim();
    case 'WorkflowRestarted':
      return `${what}: its workflow was lost and has been started anew.`;
    case 'LeaseOverdue':
      return `${what} should be over by now. It is still being ended.`;
    case 'AssignmentMissing':
      return `${what}: Identity Center no longer lists it. Somebody has removed it there.`;
    case 'FindingSettled':
      return `${what}: settled, ${settledHow(data.outcome)}.`;
    case 'AssignmentUnknown':
    case 'AssignmentAdopted':
    case 'AssignmentMended':
    case 'AssignmentEndAsked':
    case 'AssignmentEnding':
    case 'AssignmentEnded':
      return 'Records and Identity Center were compared.';
    case 'PolicyCreated':
    case 'PolicyChanged':
    case 'SettingsChanged':
      return 'Rules were changed.';
    case 'HardEndAsked':
    case 'HardEndWriting':
    case 'HardEndWritten':
    case 'HardEndNotWritten':
      return 'What is denied at the end was written.';
    case 'EmergencyStopDeclared':
    case 'EmergencyStopLifted':
    case 'EmergencyEndOrdered':
    case 'EmergencyEndContinued':
    case 'EmergencyEndCompleted':
      return 'An emergency was declared or lifted.';
  }
}

function settledHow(outcome: unknown): string {
  return outcome === 'back' ? 'Identity Center lists it again' : 'it is over';
}

function endAsked(reason: unknown, actor: string, what: string): string {
  if (reason === 'returned') return `${actor} gave ${what} back.`;
  return reason === 'offboarded' ? `${actor} ended ${what}: its holder left.` : `${actor} ended ${what}.`;
}

function targetName({ name, permissionSetName }: Target): string {
  return permissionSetName === '' ? name : `${permissionSetName} in ${name}`;
}

function forWhom({ requester, beneficiary }: AccessRequest): string {
  return requester.userId === beneficiary.userId ? '' : ` for ${beneficiary.displayName}`;
}

function leaseName(leaseId: unknown, leases: readonly Lease[]): string {
  const lease = leases.find(({ id }) => id === leaseId);
  return lease ? targetName(lease.target) : 'The access';
}

function reasonsOf(reasons: unknown): string {
  return Array.isArray(reasons) ? reasons.filter((reason) => typeof reason === 'string').join(' ') : '';
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

/** Why access ended, in words that follow a colon. */
function whyEnded(reason: unknown): string {
  switch (reason) {
    case 'elapsed':
      return 'its time ran out';
    case 'revoked':
      return 'it was ended early';
    case 'returned':
      return 'it was given back';
    case 'offboarded':
      return 'its holder left';
    case 'cancelled':
      return 'it was cancelled before it began';
    default:
      return 'it could not go on';
  }
}

function removalPlan(removal: unknown): string {
  switch (removal) {
    case 'kept-standing':
      return 'stays, because it was held before';
    case 'kept-for-other-lease':
      return 'stays, because another request needs it';
    case 'never-held':
      return 'nothing to remove';
    case 'gone':
      return 'no longer there: it was removed by another way than Hourglass';
    default:
      return 'switching off in Identity Center';
  }
}

function removalDone(removal: unknown): string {
  switch (removal) {
    case 'kept-standing':
      return 'over; the access that was held before stays';
    case 'kept-for-other-lease':
      return 'over; another request still needs the access';
    case 'never-held':
      return 'over; it was never switched on';
    case 'gone':
      return 'over; there was nothing left to remove';
    default:
      return 'gone, confirmed by Identity Center';
  }
}
