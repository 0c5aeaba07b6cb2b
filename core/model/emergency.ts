import { z } from 'zod';
import { AccountId, PermissionSetArn } from './entitlement';
import { EpochMs } from './instant';
import { PersonRef, UserId } from './person';

/** Whose or which access ends in an emergency. */
export const EmergencyScope = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('lease'),
    requestId: z.string().max(80),
    leaseId: z.string().max(80),
  }),
  z.strictObject({ kind: z.literal('person'), userId: UserId }),
  z.strictObject({ kind: z.literal('account'), accountId: AccountId }),
  z.strictObject({ kind: z.literal('permission-set'), permissionSetArn: PermissionSetArn }),
  z.strictObject({ kind: z.literal('everything') }),
]);
export type EmergencyScope = z.infer<typeof EmergencyScope>;

const base = {
  id: z.string(),
  version: z.number().int().positive(),
  scope: EmergencyScope,
  /** What the scope is called, as it was typed to confirm. */
  name: z.string(),
  comment: z.string(),
  orderedAt: EpochMs,
  orderedBy: PersonRef,
  /** Leases whose end was asked for by this order. */
  asked: z.number().int().nonnegative(),
  /** Those of them that were not over at the last look. */
  ending: z.number().int().nonnegative(),
  /** Leases that it covers, were not over at the last look, and were ending anyway or are still to be asked. */
  others: z.number().int().nonnegative(),
};

export const OpenOrder = z.strictObject({
  ...base,
  status: z.literal('open'),
  /** Where a look at everything that is covered goes on; absent: at the beginning. */
  cursor: z.string().optional(),
});
export const CompletedOrder = z.strictObject({
  ...base,
  status: z.literal('completed'),
  completedAt: EpochMs,
});

/** That access shall end in an emergency: open until none of the leases that it covers is live. */
export const EmergencyOrder = z.discriminatedUnion('status', [OpenOrder, CompletedOrder]);
export type EmergencyOrder = z.infer<typeof EmergencyOrder>;
export type OpenOrder = z.infer<typeof OpenOrder>;
