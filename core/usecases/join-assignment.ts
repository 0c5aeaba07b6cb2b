import type { JoinedAccess, LeaseTaskInput } from '../contract/workflow';
import type { AssignmentRecord } from '../model/assignment';
import type { Lease } from '../model/lease';
import type { Ports } from './deps';
import { hourglass } from './events';
import { type LeaseFacts, type LeaseMove, moveLease } from './move-lease';

type Deps = Pick<Ports, 'clock' | 'requests' | 'assignments' | 'ledger' | 'metrics'>;

const actor = hourglass('activate-lease');

/** `locked`: look again later. `moved`: the lease has got further meanwhile. */
export type Joining =
  | { readonly kind: 'joined'; readonly standing: boolean }
  | { readonly kind: 'locked' }
  | { readonly kind: 'moved' };

/**
 * Adds the lease to the assignment record, before the assignment is asked for. The first lease decides whether the access is
 * standing: whatever is listed then was not made by us [G4], unless the workflow knows better [G3].
 */
export async function joinAssignment(
  input: LeaseTaskInput,
  seen: LeaseFacts,
  listed: boolean,
  deps: Deps,
): Promise<Joining> {
  const present = listed && input.joined?.standing !== false;
  let outcome: Joining = { kind: 'moved' };
  await moveLease(
    input,
    actor,
    (facts) => {
      const { lease, record, now } = facts;
      if (lease.status !== 'scheduled' && lease.status !== 'activating') {
        outcome = { kind: 'moved' };
        return undefined;
      }
      // While a deletion runs on the same assignment it must get through before the access is made afresh [G5], and
      // what was listed is only worth something while nobody else has touched the record since: looked at anew, it may turn
      // out that standing access is gone, and that what is made now is ours [G4].
      if (record?.lock || record?.version !== seen.record?.version) {
        outcome = { kind: 'locked' };
        return undefined;
      }
      const joined = lease.status === 'activating' && record?.leases.includes(lease.id);
      const standing = standingWith(record, present);
      outcome = { kind: 'joined', standing };
      if (joined && record?.standing === standing) return undefined;
      return joining(lease, record, standing, now);
    },
    deps,
  );
  return outcome;
}

/**
 * Standing access that is no longer there ceases to be: what is made now is ours, and must go when the last lease does. With leases on
 * the record nothing becomes standing any more.
 */
function standingWith(record: AssignmentRecord | undefined, present: boolean): boolean {
  return record && record.leases.length > 0 ? record.standing && present : present;
}

/** The move by which a lease is counted on its assignment record. */
export function joining(
  lease: Extract<Lease, { status: 'scheduled' | 'activating' }>,
  record: AssignmentRecord | undefined,
  standing: boolean,
  now: number,
): LeaseMove {
  const others = (record?.leases ?? []).filter((id) => id !== lease.id);
  return {
    lease: { ...lease, status: 'activating', activatingAt: now, version: lease.version + 1 },
    record: {
      ...record,
      beneficiaryId: lease.beneficiaryId,
      entitlement: lease.target.entitlement,
      leases: [...others, lease.id],
      standing,
      version: (record?.version ?? 0) + 1,
    },
    event: { type: 'LeaseActivating', data: { standing, otherLeases: others } },
  };
}

/** What the workflow is to keep; `undefined`: it knows already, or does not ask. */
export function newsForWorkflow({ joined }: LeaseTaskInput, access: JoinedAccess): JoinedAccess | undefined {
  if (joined === undefined || joined?.standing === access.standing) return undefined;
  return access;
}
