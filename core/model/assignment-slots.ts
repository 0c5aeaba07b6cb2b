import { z } from 'zod';
import { AccountId } from './entitlement';
import { EpochMs } from './instant';

/** An assignment operation that is about to be started or under way. */
export const AssignmentSlot = z.strictObject({
  /** Names the slot until the operation has an id. */
  claim: z.string().min(1),
  kind: z.enum(['create', 'delete']),
  /** The id that Identity Center gave the operation; absent until it is started. */
  operationId: z.string().optional(),
  /** When the slot is free again although nobody has given it back. */
  until: EpochMs,
});
export type AssignmentSlot = z.infer<typeof AssignmentSlot>;

/** The assignment operations of the whole installation, and the deletions that wait for one of them to end. */
export const AssignmentSlots = z.strictObject({
  /** By account: one operation at a time. */
  taken: z.record(AccountId, AssignmentSlot),
  /** Accounts in which a deletion waits, until when creations stand back there. */
  awaited: z.record(AccountId, EpochMs),
  /** A deletion found every slot taken: until then no creation begins anywhere. */
  crowdedUntil: EpochMs,
});
export type AssignmentSlots = z.infer<typeof AssignmentSlots>;
