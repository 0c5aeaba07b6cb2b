import { z } from 'zod';
import { EpochMs } from './instant';
import { PersonRef, UserId } from './person';
import { RefusalReasons } from './refusal';
import { Target } from './entitlement';

/** Why access ended. `cancelled` is a lease that never began. */
export const EndReason = z.enum(['elapsed', 'revoked', 'returned', 'offboarded', 'cancelled', 'failed']);
export type EndReason = z.infer<typeof EndReason>;

/**
 * What ending a lease meant in Identity Center. `gone`: there was nothing left to remove; somebody else had removed the assignment,
 * or its person, account or permission set no longer exists.
 */
export const Removal = z.enum(['removed', 'gone', 'kept-standing', 'kept-for-other-lease', 'never-held']);
export type Removal = z.infer<typeof Removal>;

/**
 * Identity Center still lists the assignment and will not delete it. The access may still exist, so the lease goes on ending: it
 * is tried again at `retryAt`, with pauses that grow to a day, until the assignment is gone.
 */
export const Orphan = z.strictObject({
  since: EpochMs,
  /** What Identity Center said last. */
  reason: z.string(),
  /** How often the deletion was refused since then. */
  tries: z.number().int().positive(),
  retryAt: EpochMs,
});
export type Orphan = z.infer<typeof Orphan>;

const base = {
  id: z.string(),
  requestId: z.string(),
  beneficiaryId: UserId,
  target: Target,
  startsAt: EpochMs,
  endsAt: EpochMs,
  version: z.number().int().positive(),
};

/** Who asked for the end, and why; absent when time ran out. */
const endAsked = {
  endReason: EndReason,
  endedBy: PersonRef.optional(),
  endComment: z.string().optional(),
  endAskedAt: EpochMs,
};

const begun = { activatingAt: EpochMs };
const held = { ...begun, activatedAt: EpochMs, standing: z.boolean() };

export const ScheduledLease = z.strictObject({ ...base, status: z.literal('scheduled') });
export const ActivatingLease = z.strictObject({ ...base, ...begun, status: z.literal('activating') });
export const ActiveLease = z.strictObject({ ...base, ...held, status: z.literal('active') });
export const EndingLease = z.strictObject({
  ...base,
  ...begun,
  activatedAt: EpochMs.optional(),
  standing: z.boolean().optional(),
  ...endAsked,
  /** Reasons of an activation that could not be finished; the lease ends as `failed`. */
  failure: RefusalReasons.optional(),
  /** Set once the assignment record no longer counts this lease: what its end means in Identity Center. */
  removal: Removal.optional(),
  orphan: Orphan.optional(),
  status: z.literal('ending'),
});
export const EndedLease = z.strictObject({
  ...base,
  activatingAt: EpochMs.optional(),
  activatedAt: EpochMs.optional(),
  standing: z.boolean().optional(),
  ...endAsked,
  endedAt: EpochMs,
  removal: Removal,
  status: z.literal('ended'),
});
export const FailedLease = z.strictObject({
  ...base,
  activatingAt: EpochMs.optional(),
  failedAt: EpochMs,
  failure: RefusalReasons,
  status: z.literal('failed'),
});

/** One entitlement of one request, from its start to its end. */
export const Lease = z.discriminatedUnion('status', [
  ScheduledLease,
  ActivatingLease,
  ActiveLease,
  EndingLease,
  EndedLease,
  FailedLease,
]);
export type Lease = z.infer<typeof Lease>;
export type LeaseStatus = Lease['status'];
export type ScheduledLease = z.infer<typeof ScheduledLease>;
export type ActivatingLease = z.infer<typeof ActivatingLease>;
export type ActiveLease = z.infer<typeof ActiveLease>;
export type EndingLease = z.infer<typeof EndingLease>;
export type EndedLease = z.infer<typeof EndedLease>;
export type FailedLease = z.infer<typeof FailedLease>;
