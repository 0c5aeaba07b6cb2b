import type { AssignmentRecord } from '../../../model/assignment';
import type { EpochMs } from '../../../model/instant';
import type { Lease } from '../../../model/lease';
import type { CompareDeps, Pair } from './pair';
import { open } from './find';

/**
 * Finds active leases of a record whose assignment is not listed: somebody has removed it. The lease stays until its end, which then is
 * clean. Answers how many were new.
 */
export async function findMissing(
  record: AssignmentRecord,
  holders: ReadonlySet<string>,
  listedAt: EpochMs,
  pair: Pair,
  deps: CompareDeps,
): Promise<number> {
  if (record.lock || holders.has(record.beneficiaryId)) return 0;
  let missing = 0;
  for (const leaseId of record.leases) {
    const lease = pair.live.get(leaseId);
    if (!wasActive(lease, listedAt)) continue;
    const now = await deps.requests.readLease(lease.requestId, lease.id);
    if (!wasActive(now, listedAt)) continue;
    const { beneficiaryId } = record;
    const sighting = { kind: 'missing-assignment' as const, beneficiaryId, entitlement: pair.entitlement };
    if (await open({ ...sighting, lease }, 'AssignmentMissing', 'assignment-missing', pair.now, deps))
      missing += 1;
  }
  return missing;
}

/** A lease becomes active only after it was listed: one that was active before this listing should be on it. */
function wasActive(
  lease: Lease | undefined,
  listedAt: EpochMs,
): lease is Extract<Lease, { status: 'active' }> {
  return lease?.status === 'active' && lease.activatedAt < listedAt;
}
