import { type EpochMs, MINUTE } from '../../model/instant';
import type { Lease } from '../../model/lease';
import type { Ports } from '../deps';
import { type Counts, GRACE, minuteOf, whileTime } from './round';

type Deps = Pick<Ports, 'clock' | 'requests' | 'executions' | 'cursors' | 'trouble'>;

const PAGE = 200;
const AT_ONCE = 8;
const CURSOR = 'reconcile-overdue';

/**
 * Starts the ending of every lease that is past its end, or whose end was asked for [G3]. An ending is an execution of its own that
 * needs nothing of the lease's workflow; while one runs no other is started, and one that was lost is replaced in the next round. An
 * orphan is due when it is to be tried again. A lease that is not even on record as begun is left to its workflow while that runs: after
 * a restore it alone knows what has begun.
 */
export async function endOverdue(now: EpochMs, until: EpochMs, deps: Deps): Promise<Counts> {
  let endingsStarted = 0;
  const inTime = () => deps.clock.now() < until;
  const began = await deps.cursors.read(CURSOR);
  let cursor = began;
  let left: readonly Lease[] = [];
  do {
    const page = await deps.requests.leasesDue(now - GRACE, { limit: PAGE, cursor });
    left = await whileTime(rotated(page.items, minuteOf(now)), AT_ONCE, inTime, async (lease) => {
      if (await startEnding(lease, now, deps)) endingsStarted += 1;
    });
    // A page that was not finished is begun again by the next round.
    if (left.length === 0) cursor = page.cursor;
  } while (cursor !== undefined && left.length === 0 && inTime());
  if (cursor !== began) await deps.cursors.write(CURSOR, cursor);
  return { endingsStarted };
}

/** Every round begins with another one, so that slow ones cannot keep the others waiting for ever. */
function rotated(leases: readonly Lease[], by: number): readonly Lease[] {
  const start = leases.length === 0 ? 0 : by % leases.length;
  return [...leases.slice(start), ...leases.slice(0, start)];
}

async function startEnding(lease: Lease, now: EpochMs, deps: Deps): Promise<boolean> {
  const { id: leaseId, requestId } = lease;
  const start = (attempt: number) =>
    deps.executions.startEnding({
      name: leaseId,
      attempt,
      task: { kind: 'lease', requestId, leaseId },
    });
  try {
    if (lease.status === 'scheduled' && (await deps.executions.leaseState(leaseId)) === 'running')
      return false;
    if ((await start(Math.floor(now / (5 * MINUTE)))) === 'running') return true;
    return (await start(minuteOf(now))) === 'running';
  } catch (error) {
    deps.trouble.report('workflow-not-started', { requestId, leaseId }, error);
    return false;
  }
}
