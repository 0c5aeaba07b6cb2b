import { HOUR, MINUTE } from '../../model/instant';
import type { Lease } from '../../model/lease';
import { endOf } from '../../rules/lease-due';
import { standingStop } from '../emergency/stop';
import type { Ports } from '../deps';
import type { Counts, Round } from './round';

type Deps = Pick<Ports, 'policies' | 'metrics'>;

/** From then on an end counts as late: endings of their own workflow take seconds, those of the reconciler half a minute more. */
const LATE = MINUTE;

/** The gauges of a round: how many leases are past their end, how many cannot be ended, and for how long an emergency stop stands. */
export async function measure({ now, live }: Pick<Round, 'now' | 'live'>, deps: Deps): Promise<Counts> {
  const orphaned = live.filter(isOrphan).length;
  const overdue = live.filter((lease) => !isOrphan(lease) && endOf(lease) < now - LATE).length;
  deps.metrics.put('OverdueLeases', overdue);
  if (orphaned > 0) deps.metrics.put('OrphanedLeases', orphaned);
  const stop = standingStop((await deps.policies.current()).policies);
  if (stop) deps.metrics.put('EmergencyStopHours', (now - stop.changedAt) / HOUR);
  return { overdueLeases: overdue, orphanedLeases: orphaned };
}

const isOrphan = (lease: Lease) => lease.status === 'ending' && lease.orphan !== undefined;
