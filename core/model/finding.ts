import { z } from 'zod';
import { AccountAssignment, entitlementKey } from './entitlement';
import { EpochMs } from './instant';
import { UserId } from './person';

/**
 * What the reconciler found. `unknown-assignment`: Identity Center lists an assignment that no record knows. `missing-assignment`: an
 * active lease whose assignment is gone. `left-over`: an assignment that only a lease that is over explains. `overdue`: a lease that
 * should have ended minutes ago.
 */
export const FindingKind = z.enum(['unknown-assignment', 'missing-assignment', 'left-over', 'overdue']);
export type FindingKind = z.infer<typeof FindingKind>;

/** An open finding; when it is settled the record goes, and the audit trail keeps what happened. */
export const Finding = z.strictObject({
  id: z.string(),
  kind: FindingKind,
  beneficiaryId: UserId,
  entitlement: AccountAssignment,
  /** The lease that it is about. */
  lease: z.strictObject({ requestId: z.string(), leaseId: z.string() }).optional(),
  since: EpochMs,
  /** When it was decided that the assignment is to be removed; nothing is removed without. */
  endAskedAt: EpochMs.optional(),
  version: z.number().int().positive(),
});
export type Finding = z.infer<typeof Finding>;

/** One finding of a kind for each assignment, or for each lease on it. Findings of one account × permission set stand together. */
export function findingId(kind: FindingKind, entitlement: AccountAssignment, subject: string): string {
  return `${entitlementKey(entitlement)}#${kind}#${subject}`;
}

/** Who locks an assignment record while an assignment without a lease is removed. */
export const STRAY_LOCK = 'stray';
