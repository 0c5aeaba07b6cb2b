import { z } from 'zod';
import { Target } from './entitlement';
import { EpochMs } from './instant';
import { EndReason } from './lease';
import { PersonRef } from './person';
import { ApprovalStep, PolicyRef } from './policy';
import { RefusalReasons } from './refusal';

/** The most targets that one request can hold. */
export const MAX_TARGETS = 10;

/** One way to get a yes: an approval policy's steps, frozen at the version that applied. */
export const ApprovalAlternative = z.strictObject({ policy: PolicyRef, steps: z.array(ApprovalStep).min(1) });
export type ApprovalAlternative = z.infer<typeof ApprovalAlternative>;

/** What some targets of a request need: all steps of one of the alternatives. */
export const ApprovalNeed = z.strictObject({
  /** Indexes into the request's targets. */
  targets: z.array(z.number().int().nonnegative()).min(1),
  alternatives: z.array(ApprovalAlternative).min(1),
});
export type ApprovalNeed = z.infer<typeof ApprovalNeed>;

/** Where a yes was counted: indexes of need, alternative and step. */
export const CountedFor = z.strictObject({
  need: z.number().int().nonnegative(),
  alternative: z.number().int().nonnegative(),
  step: z.number().int().nonnegative(),
});
export type CountedFor = z.infer<typeof CountedFor>;

export const Answer = z.enum(['approve', 'reject']);
export type Answer = z.infer<typeof Answer>;

/** One approver's yes or no. */
export const Decision = z.strictObject({
  approver: PersonRef,
  answer: Answer,
  comment: z.string(),
  at: EpochMs,
  countedFor: z.array(CountedFor),
});
export type Decision = z.infer<typeof Decision>;

/** When the access is wanted: from approval on, or from a given moment. */
export const WantedWindow = z.strictObject({
  /** Absent: as soon as it is approved. */
  startsAt: EpochMs.optional(),
  minutes: z.number().int().positive(),
});
export type WantedWindow = z.infer<typeof WantedWindow>;

const base = {
  id: z.string(),
  /** Counts up with every change; what was mailed or shown names the revision it saw. */
  revision: z.number().int().positive(),
  requester: PersonRef,
  beneficiary: PersonRef,
  targets: z.array(Target).min(1).max(MAX_TARGETS),
  window: WantedWindow,
  justification: z.string(),
  ticket: z.string().optional(),
  createdAt: EpochMs,
  updatedAt: EpochMs,
  /** Per target: the eligibility policies that allowed it. */
  eligibility: z.array(z.array(PolicyRef)),
  /** Empty: no approval needed. */
  needs: z.array(ApprovalNeed),
  decisions: z.array(Decision),
};

const granted = {
  approvedAt: EpochMs,
  startsAt: EpochMs,
  endsAt: EpochMs,
  leaseIds: z.array(z.string()).min(1),
};

export const PendingRequest = z.strictObject({ ...base, status: z.literal('pending'), expiresAt: EpochMs });
export const ScheduledRequest = z.strictObject({ ...base, ...granted, status: z.literal('scheduled') });
export const ActiveRequest = z.strictObject({
  ...base,
  ...granted,
  status: z.literal('active'),
  activatedAt: EpochMs,
});
export const EndedRequest = z.strictObject({
  ...base,
  ...granted,
  status: z.literal('ended'),
  activatedAt: EpochMs.optional(),
  endedAt: EpochMs,
  endReason: EndReason,
  endedBy: PersonRef.optional(),
  endComment: z.string().optional(),
});
export const RejectedRequest = z.strictObject({
  ...base,
  status: z.literal('rejected'),
  rejectedAt: EpochMs,
});
export const CancelledRequest = z.strictObject({
  ...base,
  status: z.literal('cancelled'),
  cancelledAt: EpochMs,
  cancelledBy: PersonRef,
  cancelComment: z.string(),
  /** Present when it was cancelled after approval. */
  leaseIds: z.array(z.string()).optional(),
});
export const ExpiredRequest = z.strictObject({ ...base, status: z.literal('expired'), expiredAt: EpochMs });
export const FailedRequest = z.strictObject({
  ...base,
  ...granted,
  status: z.literal('failed'),
  failedAt: EpochMs,
  failure: RefusalReasons,
});

/** A requester's wish and what became of it. */
export const AccessRequest = z.discriminatedUnion('status', [
  PendingRequest,
  ScheduledRequest,
  ActiveRequest,
  EndedRequest,
  RejectedRequest,
  CancelledRequest,
  ExpiredRequest,
  FailedRequest,
]);
export type AccessRequest = z.infer<typeof AccessRequest>;
export type RequestStatus = AccessRequest['status'];
export type PendingRequest = z.infer<typeof PendingRequest>;
export type ScheduledRequest = z.infer<typeof ScheduledRequest>;
export type ActiveRequest = z.infer<typeof ActiveRequest>;
export type EndedRequest = z.infer<typeof EndedRequest>;
/** A request that has, or has had, leases. */
export type GrantedRequest = ScheduledRequest | ActiveRequest | EndedRequest | z.infer<typeof FailedRequest>;

export const RequestStatus = z.enum([
  'pending',
  'scheduled',
  'active',
  'ended',
  'rejected',
  'cancelled',
  'expired',
  'failed',
]);
