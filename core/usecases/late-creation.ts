import type { AccountAssignment } from '../model/entitlement';
import { findingId } from '../model/finding';
import type { Lease } from '../model/lease';
import type { Ports } from './deps';
import { leaveOver } from './end-forgotten';
import { hourglass } from './events';
import { ContentionError } from './move-lease';

type Deps = Pick<Ports, 'clock' | 'assignments' | 'findings' | 'ledger' | 'trouble'>;

const actor = hourglass('activate-lease');
const TRIES = 8;

/**
 * A creation came through after its lease was over: the call hung, and another one ended the lease meanwhile. What was made belongs to
 * nobody, so it is left over, for the reconciler to have removed [G3]; unless a record explains the access by now [G4, G5].
 */
export async function leaveLateCreation(
  lease: Lease,
  entitlement: AccountAssignment,
  deps: Deps,
): Promise<void> {
  if (lease.status !== 'ended' && lease.status !== 'failed') return;
  const { beneficiaryId } = lease;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const record = await deps.assignments.read(beneficiaryId, entitlement);
    if (record && (record.standing || record.leases.length > 0 || record.lock)) return;
    const finding = await deps.findings.read(findingId('left-over', entitlement, beneficiaryId));
    if (await leaveOver({ leaseId: lease.id, actor }, { beneficiaryId, entitlement }, record, finding, deps))
      return;
  }
  throw new ContentionError(`The records of ${lease.id} keep changing.`);
}
