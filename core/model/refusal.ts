import { z } from 'zod';

/** Every reason for which Hourglass says no. The code is stable; the message is for people. */
export const RefusalCode = z.enum([
  'account-unknown',
  'account-not-active',
  'permission-set-unknown',
  'permission-set-in-management-account',
  'entitlement-kind-not-supported',
  'beneficiary-unknown',
  'person-disabled',
  'not-eligible',
  'denied-by-policy',
  'may-not-ask-for-others',
  'duration-too-long',
  'start-in-the-past',
  'start-too-far-ahead',
  'end-too-far-ahead',
  'window-passed',
  'justification-missing',
  'justification-too-short',
  'justification-not-matching',
  'ticket-missing',
  'ticket-not-matching',
  'target-twice',
  'live-request-exists',
  'no-approval-policy',
  'no-possible-approver',
  'own-request',
  'not-an-approver',
  'step-not-reached',
  'already-decided-by-you',
  'comment-missing',
  'not-pending',
  'decision-time-over',
  'stale-revision',
  'not-cancellable',
  'not-live',
  'may-not-end',
  'may-not-extend',
  'may-not-cancel',
  'assignment-failed',
  'assignment-not-verified',
  'hard-end-impossible',
  'origin-unknown',
  'superseded',
  'emergency-stop',
  'stop-stands-already',
  'no-stop-stands',
  'machine-may-not',
  'scope-missing',
]);
export type RefusalCode = z.infer<typeof RefusalCode>;

export const RefusalReason = z.strictObject({
  code: RefusalCode,
  message: z.string(),
  /** Path of the input that the reason is about, e.g. `targets[0].accountId`. */
  field: z.string().optional(),
  /** The request to look at instead, e.g. the live one. */
  requestId: z.string().optional(),
});
export type RefusalReason = z.infer<typeof RefusalReason>;

/** A non-empty list: a refusal always says why. */
export const RefusalReasons = z.array(RefusalReason).min(1);
