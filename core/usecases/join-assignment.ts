import type { LeaseTaskInput } from '../contract/workflow';
import type { AssignmentRecord } from '../model/assignment';
import type { Lease } from '../model/lease';
import type { Ports } from './deps';
import { hourglass } from './events';
import { type LeaseFacts, type LeaseMove, moveLease } from './move-lease';

type Deps = Pick<Ports, 'clock' | 'requests' | 'assignments' | 'ledger'>;

const actor = hourglass('activate-lease');

/**
 * Adds the lease to the assignment record, before the assignment is asked for. The first lease decides whether the access is
 * standing: whatever is listed then was not made by us [G4].
 */
export async function joinAssignment(
  input: LeaseTaskInput,
  seen: LeaseFacts,
  present: boolean,
  deps: Deps,
): Promise<'joined' | 'locked' | 'moved'> {
  let outcome: 'joined' | 'locked' | 'moved' = 'joined';
  await moveLease(
    input,
    actor,
    (facts) => {
      const { lease, record, now } = facts;
      if (lease.status !== 'scheduled' && lease.status !== 'activating') {
        outcome = 'moved';
        return undefined;
      }
      // While a deletion runs on the same assignment it must get through before the access is made afresh [G5], and
      // what was listed is only worth something while nobody else has touched the record since: looked at anew, it may turn
      // out that standing access is gone, and that what is made now is ours [G4].
      if (record?.lock || record?.version !== seen.record?.version) {
        outcome = 'locked';
        return undefined;
      }
      outcome = 'joined';
      const joined = lease.status === 'activating' && record?.leases.includes(lease.id);
      if (joined && !vanished(record, present)) return undefined;
      return joining(lease, record, present, now);
    },
    deps,
  );
  return outcome;
}

function joining(
  lease: Extract<Lease, { status: 'scheduled' | 'activating' }>,
  record: AssignmentRecord | undefined,
  present: boolean,
  now: number,
): LeaseMove {
  const leases = record?.leases ?? [];
  const standing = record && leases.length > 0 ? record.standing && present : present;
  const others = leases.filter((id) => id !== lease.id);
  return {
    lease: { ...lease, status: 'activating', activatingAt: now, version: lease.version + 1 },
    record: {
      beneficiaryId: lease.beneficiaryId,
      entitlement: lease.target.entitlement,
      leases: [...others, lease.id],
      standing,
      version: (record?.version ?? 0) + 1,
    },
    event: { type: 'LeaseActivating', data: { standing, otherLeases: others } },
  };
}

/** Standing access that is no longer there: what is made now is ours, and must go when the last lease does. */
function vanished(record: AssignmentRecord | undefined, present: boolean): boolean {
  return record?.standing === true && !present;
}
