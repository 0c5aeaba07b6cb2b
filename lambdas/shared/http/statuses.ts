import type { RefusalCode, RefusalReason } from '../../../core/model/refusal';

/** 403: seen, but not theirs to do. 409: no longer, or not yet. 422: a rule about the request itself. */
type RefusalStatus = 403 | 409 | 422;

/** What each reason for a no means in HTTP. What a person may not see is never refused: it is not found. */
export const REFUSAL_STATUS: Readonly<Record<RefusalCode, RefusalStatus>> = {
  'account-unknown': 422,
  'account-not-active': 422,
  'permission-set-unknown': 422,
  'permission-set-in-management-account': 422,
  'entitlement-kind-not-supported': 422,
  'beneficiary-unknown': 422,
  'person-disabled': 422,
  'not-eligible': 422,
  'denied-by-policy': 422,
  'may-not-ask-for-others': 422,
  'duration-too-long': 422,
  'start-in-the-past': 422,
  'start-too-far-ahead': 422,
  'end-too-far-ahead': 422,
  'window-passed': 409,
  'justification-missing': 422,
  'justification-too-short': 422,
  'justification-not-matching': 422,
  'ticket-missing': 422,
  'ticket-not-matching': 422,
  'target-twice': 422,
  'live-request-exists': 409,
  'no-approval-policy': 422,
  'no-possible-approver': 422,
  'own-request': 403,
  'not-an-approver': 403,
  'step-not-reached': 409,
  'already-decided-by-you': 409,
  'comment-missing': 422,
  'not-pending': 409,
  'decision-time-over': 409,
  'stale-revision': 409,
  'not-cancellable': 409,
  'not-live': 409,
  'may-not-end': 403,
  'may-not-extend': 403,
  'may-not-cancel': 403,
  'assignment-failed': 409,
  'assignment-not-verified': 409,
  'hard-end-impossible': 409,
  'origin-unknown': 409,
  superseded: 409,
  'emergency-stop': 409,
  'stop-stands-already': 409,
  'no-stop-stands': 409,
  'machine-may-not': 403,
  'scope-missing': 403,
};

/** The status of a refusal with several reasons: what can never be mended weighs most. */
export function refusalStatus(reasons: readonly RefusalReason[]): RefusalStatus {
  const statuses = reasons.map(({ code }) => REFUSAL_STATUS[code]);
  if (statuses.includes(403)) return 403;
  return statuses.length === 0 || statuses.includes(422) ? 422 : 409;
}
