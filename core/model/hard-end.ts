import { z } from 'zod';
import { AccountId, PermissionSetArn } from './entitlement';
import { EpochMs } from './instant';
import { UserId } from './person';

/**
 * Whether running sessions are denied when access ends. `off`: they last until their own end. `permission-set`: by a dated deny in
 * the inline policy of the permission set, written before the assignment. `removing`: no new ones; what is there goes when its time
 * has come. It is the way from `permission-set` back to `off`, which has no right to change permission sets.
 */
export const HardEndMode = z.enum(['off', 'permission-set', 'removing']);
export type HardEndMode = z.infer<typeof HardEndMode>;

/** What the deny of one lease goes by. */
export const HardEndEntry = z.strictObject({
  leaseId: z.string(),
  requestId: z.string(),
  beneficiaryId: UserId,
  accountId: AccountId,
  /** When the lease was counted on its assignment record; no session that it made possible is older. */
  joinedAt: EpochMs,
  /** When access ends: planned, or asked for earlier. */
  endsAt: EpochMs,
  /** When the end of the lease was confirmed; absent while it lives. */
  removedAt: EpochMs.optional(),
  /** The longest that a session of it can last, in minutes. */
  sessionMinutes: z.number().int().nonnegative(),
  /** `asked`: not in force yet. `written`: in force in its account. `refused`: cannot be written, `reason` says why. */
  state: z.enum(['asked', 'written', 'refused']),
  reason: z.string().optional(),
});
export type HardEndEntry = z.infer<typeof HardEndEntry>;

/** All that Hourglass denies by the inline policy of one permission set. */
export const HardEndRecord = z.strictObject({
  permissionSetArn: PermissionSetArn,
  entries: z.array(HardEndEntry),
  /** Accounts whose role may not have the policy yet. */
  toProvision: z.array(AccountId),
  /** Held while the policy is being written: two writers would undo one another's work. */
  lockedUntil: EpochMs.optional(),
  version: z.number().int().positive(),
});
export type HardEndRecord = z.infer<typeof HardEndRecord>;

/** The audit stream of what was written into one permission set. */
export const hardEndStream = (permissionSetArn: string) => `hard-end#${permissionSetArn}`;
