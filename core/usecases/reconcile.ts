import { MINUTE, SECOND } from '../model/instant';
import type { Ports } from './deps';
import { expireRequest } from './expire-request';

type Deps = Pick<Ports, 'clock' | 'requests' | 'ledger' | 'workflow'>;

/** What one round of the reconciler had to mend. Zeroes are the good news. */
export type ReconcileOutcome = {
  readonly expired: number;
  readonly leasesStarted: number;
  readonly endingsStarted: number;
};

/** Workflows get this long to do their own work before the reconciler steps in. */
const GRACE = 30 * SECOND;
const BATCH = 100;

/**
 * Needs no workflow to have worked: expires what nobody decided, starts leases whose workflow was never started, and starts the
 * ending of every lease that is past its end [G3, G12]. Safe to run twice at once: executions are named by lease and time.
 */
export async function reconcile(deps: Deps): Promise<ReconcileOutcome> {
  const now = deps.clock.now();
  return {
    expired: await expireOverdue(now, deps),
    leasesStarted: await startForgotten(now, deps),
    endingsStarted: await endOverdue(now, deps),
  };
}

async function expireOverdue(now: number, deps: Deps): Promise<number> {
  let expired = 0;
  for await (const request of all(['pending'], deps)) {
    if (request.status !== 'pending' || request.expiresAt > now - GRACE) continue;
    const outcome = await expireRequest({ requestId: request.id }, deps);
    if (outcome.kind === 'expired') expired += 1;
  }
  return expired;
}

/** Starting what has been started does nothing, so every scheduled lease may be started again. */
async function startForgotten(now: number, deps: Deps): Promise<number> {
  let started = 0;
  for await (const request of all(['scheduled'], deps)) {
    if (request.status !== 'scheduled' || request.startsAt > now - GRACE) continue;
    const leases = await deps.requests.leasesOf(request.id);
    for (const { id: leaseId, requestId, startsAt, endsAt, status } of leases) {
      if (status !== 'scheduled') continue;
      await deps.workflow.startLease({ requestId, leaseId, startsAt, endsAt, attempt: bucketOf(now) });
      started += 1;
    }
  }
  return started;
}

async function endOverdue(now: number, deps: Deps): Promise<number> {
  const overdue = await deps.requests.dueLeases(now - GRACE, BATCH);
  for (const { id: leaseId, requestId, startsAt, endsAt } of overdue)
    await deps.workflow.startLease({ requestId, leaseId, startsAt, endsAt, attempt: bucketOf(now) });
  return overdue.length;
}

/** A stuck lease gets a new execution at most this often; within one bucket it is the same execution. */
const bucketOf = (now: number) => Math.floor(now / (5 * MINUTE));

async function* all(statuses: ('pending' | 'scheduled')[], deps: Deps) {
  let cursor: string | undefined;
  do {
    const page = await deps.requests.listAll({ statuses }, { limit: BATCH, cursor });
    yield* page.items;
    cursor = page.cursor;
  } while (cursor !== undefined);
}
