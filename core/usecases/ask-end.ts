import type { Actor } from '../model/audit-event';
import type { EpochMs } from '../model/instant';
import type { EndReason, Lease } from '../model/lease';
import type { PersonRef } from '../model/person';
import type { AccessRequest } from '../model/request';
import { neverBegun } from './call-off';
import type { Ports } from './deps';
import { requestEvent } from './events';
import { whatFollows } from './move-lease';
import { wake } from './start-workflows';

type Deps = Pick<Ports, 'clock' | 'requests' | 'ledger' | 'workflow' | 'tokens' | 'trouble'>;

/** Whose wish it is that access ends, and why. */
export type EndWish = {
  readonly reason: EndReason;
  readonly actor: Actor;
  /** Absent: Hourglass itself wishes it. */
  readonly by?: PersonRef | undefined;
  readonly comment: string;
};

/**
 * `asked`: these leases are ending now, or never begin. `nothing`: those that were meant are over or ending already. `contended`:
 * the records kept changing, nothing was written.
 */
export type EndAsked =
  | { readonly kind: 'asked'; readonly request: AccessRequest; readonly leases: readonly Lease[] }
  | { readonly kind: 'nothing'; readonly meant: readonly Lease[] }
  | { readonly kind: 'contended' }
  | { readonly kind: 'not-found' };

const TRIES = 8;

/**
 * Records the wish that leases of one request end, and wakes their workflows. Asks nothing of Identity Center, and neither whether
 * somebody is eligible nor whether they exist [G7]: whether the wish is allowed is its caller's to know.
 */
export async function askEnd(
  requestId: string,
  meant: (lease: Lease) => boolean,
  wish: EndWish,
  deps: Deps,
): Promise<EndAsked> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const asked = await tryOnce(requestId, meant, wish, deps);
    if (asked) return asked;
  }
  return { kind: 'contended' };
}

async function tryOnce(
  requestId: string,
  isMeant: (lease: Lease) => boolean,
  wish: EndWish,
  deps: Deps,
): Promise<EndAsked | undefined> {
  const [request, leases] = await Promise.all([
    deps.requests.read(requestId),
    deps.requests.leasesOf(requestId),
  ]);
  if (!request) return { kind: 'not-found' };
  const now = deps.clock.now();
  const meant = leases.filter(isMeant);
  const ended = meant.flatMap((before) => {
    const after = endWished(before, wish, now);
    return after ? [{ before, after }] : [];
  });
  if (ended.length === 0) return { kind: 'nothing', meant };
  const all = leases.map((lease) => ended.find(({ before }) => before.id === lease.id)?.after ?? lease);
  const follows = whatFollows(request, leases, all, now);
  const data = { reason: wish.reason, ...(wish.comment ? { comment: wish.comment } : {}) };
  const result = await deps.ledger.commit(
    [...ended.map(({ before, after }) => ({ kind: 'lease' as const, before, after })), ...follows.changes],
    [
      ...ended.map(({ before }) =>
        requestEvent(request.id, 'LeaseEndAsked', now, wish.actor, { leaseId: before.id, ...data }),
      ),
      ...follows.events(wish.actor),
    ],
  );
  if (result.kind === 'conflict') return undefined;
  const woken = ended.filter(({ before }) => before.status === 'active');
  await Promise.all(
    woken.map(({ before }) =>
      wake({ kind: 'end', requestId: request.id, leaseId: before.id }, { signal: 'end' }, deps),
    ),
  );
  return { kind: 'asked', request: follows.request, leases: ended.map(({ after }) => after) };
}

/** The lease once its end is asked for; `undefined` when there is nothing left to ask. */
function endWished(lease: Lease, wish: EndWish, now: EpochMs): Lease | undefined {
  const asked = {
    endReason: wish.reason,
    ...(wish.by ? { endedBy: wish.by } : {}),
    ...(wish.comment ? { endComment: wish.comment } : {}),
    endAskedAt: now,
    version: lease.version + 1,
  };
  switch (lease.status) {
    case 'scheduled':
      return neverBegun(lease, wish, now);
    case 'activating':
    case 'active':
      return { ...lease, ...asked, status: 'ending' };
    case 'ending':
    case 'ended':
    case 'failed':
      return undefined;
  }
}
