import { z } from 'zod';
import { AccountId } from './entitlement';
import { EpochMs } from './instant';
import { UserId } from './person';

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
