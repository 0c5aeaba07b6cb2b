import { SECOND } from '../../model/instant';
import type { Ports } from '../deps';
import { carryOutOrders } from '../emergency/carry-out';
import { compareAssignments } from './compare/compare-assignments';
import { endOverdue } from './end-overdue';
import { expireOverdue } from './expire-overdue';
import { followFindings } from './follow-findings';
import { keepWorkflows } from './keep-workflows';
import { liveLeases } from './live-leases';
import { measure } from './measure';
import { offboard } from './offboard';
import type { Counts, Round } from './round';

type Deps = Pick<
  Ports,
  | 'clock'
  | 'requests'
  | 'assignments'
  | 'findings'
  | 'holdings'
  | 'ledger'
  | 'recordsRestored'
  | 'policies'
  | 'directory'
  | 'workflow'
  | 'executions'
  | 'tokens'
  | 'live'
  | 'cursors'
  | 'emergencyOrders'
  | 'trouble'
  | 'metrics'
  | 'sha256'
>;

/** A round begins nothing new after this time; its function may run for 60 s. In milliseconds. */
const ROUND = 45 * SECOND;
/** Of which asking about people may take this much, so that every round compares something too. */
const PEOPLE = 28 * SECOND;

/** Of that, emergency orders get at most this much, in milliseconds. */
const ORDERS = 15 * SECOND;

/**
 * One round: needs no workflow to have worked, and each part needs no other part to have worked [G3, G12]. Parts are bounded and
 * go on where the last round stopped. Safe to run twice at once: executions are named, records are written on their versions.
 * Answers what had to be mended; zeroes are the good news.
 */
export async function reconcile(deps: Deps): Promise<Counts> {
  const now = deps.clock.now();
  const until = now + ROUND;
  const counts: Record<string, number> = { failedParts: 0 };
  const part = async (name: string, work: () => Promise<Counts>): Promise<void> => {
    try {
      Object.assign(counts, await work());
    } catch (error) {
      counts.failedParts = (counts.failedParts ?? 0) + 1;
      deps.trouble.report('reconcile-part-failed', { part: name }, error);
    }
  };
  await part('overdue', () => endOverdue(now, until, deps));
  await part('orders', () => carryOutOrders(deps.clock.now() + ORDERS, deps));
  await part('expire', () => expireOverdue(now, until, deps));
  let live: Round['live'] = [];
  await part('leases', async () => {
    live = await liveLeases(now, deps);
    // Nothing is said of leases that could not be read: that nobody counts them is an alarm of its own.
    return { live: live.length, ...(await measure({ now, live }, deps)) };
  });
  const round: Round = { now, until, live };
  await part('workflows', () => keepWorkflows(round, deps));
  await part('people', () => offboard({ ...round, until: now + PEOPLE }, deps));
  await part('compare', () => compareAssignments(round, deps));
  await part('findings', () => followFindings({ ...round, until: until + 5 * SECOND }, deps));
  return counts;
}
