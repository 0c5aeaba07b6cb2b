import { z } from 'zod';
import { Entitlement } from './entitlement';
import { EpochMs } from './instant';
import { UserId } from './person';

/** Who holds one (beneficiary, entitlement) now, through which leases, and what was there before us. */
export const AssignmentRecord = z.strictObject({
  beneficiaryId: UserId,
  entitlement: Entitlement,
  /** Ids of the live leases. */
  leases: z.array(z.string()),
  /** True: access that Hourglass did not create and therefore never removes. Decided when the first lease joins. */
  standing: z.boolean(),
  /** Held while a deletion runs; an activation waits until it is gone. */
  lock: z.strictObject({ leaseId: z.string(), since: EpochMs }).optional(),
  /** Leases that these records had forgotten, after a restore, and whose access was ended all the same. */
  forgotten: z.array(z.string()).optional(),
  version: z.number().int().positive(),
});
export type AssignmentRecord = z.infer<typeof AssignmentRecord>;
