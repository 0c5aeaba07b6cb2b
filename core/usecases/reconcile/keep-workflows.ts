import { type EpochMs, SECOND } from '../../model/instant';
import type { Lease } from '../../model/lease';
import { dueAt } from '../../rules/lease-due';
import type { Ports } from '../deps';
import { hourglass, requestEvent } from '../events';
import { type Counts, GRACE, minuteOf, type Round, whileTime } from './round';

type Deps = Pick<Ports, 'clock' | 'requests' | 'ledger' | 'workflow' | 'executions' | 'trouble' | 'metrics'>;

/**
 * How long before its start or its end the workflow of a lease is looked after. Two and a half rounds: each lease is seen twice while
 * there is time to start another workflow, and none is asked for in the hours between, in which nothing is to happen.
 */
const AHEAD = 150 * SECOND;
/** The most workflows that one round looks after: Step Functions answers 15 such questions a second. */
const MOST = 400;
const AT_ONCE = 4;
/** A workflow that was started anew is looked for under the names of this many minutes. */
const ATTEMPTS_BACK = 4;

/** Gives a workflow to every lease that needs one soon and has none: lost, stopped by hand, or never started [G3, G12]. */
export async function keepWorkflows(round: Round, deps: Deps): Promise<Counts> {
  let workflowsStarted = 0;
  let endedAgain = 0;
  const needed = round.live.filter((lease) => needsWorkflow(lease, round.now));
  const inTime = () => deps.clock.now() < round.until;
  await whileTime(needed.toSorted(soonestFirst).slice(0, MOST), AT_ONCE, inTime, async (lease) => {
    const { id: leaseId, requestId } = lease;
    try {
      const kept = await keep(lease, round.now, deps);
      if (kept === 'started') workflowsStarted += 1;
      if (kept === 'ending') endedAgain += 1;
    } catch (error) {
      deps.trouble.report('workflow-not-started', { requestId, leaseId }, error);
    }
  });
  if (workflowsStarted > 0) deps.metrics.put('WorkflowsMended', workflowsStarted);
  return { workflowsStarted, endedAgain };
}

function needsWorkflow(lease: Lease, now: EpochMs): boolean {
  if (lease.endsAt <= now - GRACE) return false;
  switch (lease.status) {
    case 'scheduled':
      return lease.startsAt <= now + AHEAD && lease.startsAt <= lease.endsAt;
    case 'activating':
      return true;
    case 'active':
      return lease.endsAt <= now + AHEAD;
    case 'ending':
    case 'ended':
    case 'failed':
      return false;
  }
}

const soonestFirst = (a: Lease, b: Lease) => nextAt(a) - nextAt(b);
const nextAt = (lease: Lease) => (lease.status === 'active' ? lease.endsAt : lease.startsAt);

type Kept = 'running' | 'started' | 'ending';

async function keep(lease: Lease, now: EpochMs, deps: Deps): Promise<Kept> {
  const { id: leaseId, requestId, startsAt, endsAt } = lease;
  const first = await deps.executions.leaseState(leaseId);
  if (first === 'running') return 'running';
  if (first === 'ended') return endAgain(lease, now, deps);
  if (first === 'never') {
    // Under its own name it is the same execution as the one that a decision may be starting at this moment.
    await deps.workflow.startLease({ requestId, leaseId, startsAt, endsAt });
    if ((await deps.executions.leaseState(leaseId)) === 'running') return 'started';
  }
  const minute = minuteOf(now);
  for (let back = 0; back <= ATTEMPTS_BACK; back += 1) {
    const state = await deps.executions.leaseState(leaseId, minute - back);
    if (state === 'running') return 'running';
    if (state === 'ended') return endAgain(lease, now, deps);
  }
  await deps.workflow.startLease({ requestId, leaseId, startsAt, endsAt, attempt: minute });
  const lost = requestEvent(requestId, 'WorkflowRestarted', now, hourglass('reconcile'), { leaseId });
  await deps.ledger.commit([], [lost]);
  return 'started';
}

/**
 * The workflow has seen this lease to its end, and the records say that it lives: they were restored to before. Access that somebody has
 * ended must not begin again.
 */
async function endAgain({ id: leaseId, requestId }: Lease, now: EpochMs, deps: Deps): Promise<Kept> {
  const lease = await deps.requests.readLease(requestId, leaseId);
  if (!lease || dueAt(lease) === undefined) return 'running';
  const error = new RecordsBehindError(`The workflow of this lease has ended, and it is ${lease.status}.`);
  deps.trouble.report('records-behind', { requestId, leaseId }, error);
  const task = { kind: 'lease' as const, requestId, leaseId };
  await deps.executions.startEnding({ name: leaseId, attempt: minuteOf(now), task });
  return 'ending';
}

/** The records know less than the workflows: tables were restored. */
class RecordsBehindError extends Error {
  override name = 'RecordsBehindError' as const;
}
