import type { EpochMs } from '../model/instant';
import type { EndReason, Lease } from '../model/lease';
import { type Person, refOf } from '../model/person';
import type { RefusalReason } from '../model/refusal';
import type { AccessRequest } from '../model/request';
import { approverKeys } from '../rules/approval';
import { mayEnd, maySee } from '../rules/visibility';
import { neverBegun } from './cancel-request';
import type { Caller, Ports } from './deps';
import { byPerson, requestEvent } from './events';
import { whatFollows } from './move-lease';
import { type Conflict, type NotFound, notFound, type Refused, refused } from './outcome';
import { wake } from './start-workflows';

export type EndAccessOutcome =
  | { readonly kind: 'ending'; readonly request: AccessRequest }
  | Refused
  | NotFound
  | Conflict;

type Input = {
  readonly caller: Caller;
  readonly requestId: string;
  /** Absent: every live lease of the request. */
  readonly leaseId?: string | undefined;
  readonly comment: string;
};
type Deps = Pick<Ports, 'clock' | 'requests' | 'ledger' | 'live' | 'workflow' | 'tokens' | 'trouble'>;

const TRIES = 8;

/**
 * The holder gives access back, or an approver ends it. This only records the wish and wakes the workflow: the function
 * that answers people has no right to change assignments. Eligibility plays no part [G7].
 */
export async function endAccess(input: Input, deps: Deps): Promise<EndAccessOutcome> {
  const [request, person] = await Promise.all([
    deps.requests.read(input.requestId),
    deps.live.person(input.caller.userId),
  ]);
  if (!request || !person) return notFound;
  const groups = await deps.live.memberOf(input.caller.userId, approverKeys(request.needs).groups);
  const viewer = { userId: input.caller.userId, groupIds: new Set(groups), auditor: false };
  if (!maySee({ viewer, request })) return notFound;
  const verdict = mayEnd({ viewer, request });
  if (!verdict.allowed) return refused(...verdict.reasons);
  for (let tries = 0; tries < TRIES; tries += 1) {
    const outcome = await tryToEnd(input, verdict.as, person, deps);
    if (outcome) return outcome;
  }
  return { kind: 'conflict', reasons: [notLive('The request keeps changing. Look at it again.')] };
}

function notLive(message: string): RefusalReason {
  return { code: 'not-live', message };
}

async function tryToEnd(
  input: Input,
  reason: EndReason,
  person: Person,
  deps: Deps,
): Promise<EndAccessOutcome | undefined> {
  const [request, leases] = await Promise.all([
    deps.requests.read(input.requestId),
    deps.requests.leasesOf(input.requestId),
  ]);
  if (!request) return notFound;
  const now = deps.clock.now();
  const meant = leases.filter((lease) => input.leaseId === undefined || lease.id === input.leaseId);
  const ended = meant.flatMap((before) => {
    const after = endWish(before, reason, person, input.comment, now);
    return after ? [{ before, after }] : [];
  });
  if (ended.length === 0) return refused(whyNot(meant));
  const all = leases.map((lease) => ended.find(({ before }) => before.id === lease.id)?.after ?? lease);
  const follows = whatFollows(request, leases, all, now);
  const data = { reason, ...(input.comment ? { comment: input.comment } : {}) };
  const actor = byPerson(person);
  const result = await deps.ledger.commit(
    [...ended.map(({ before, after }) => ({ kind: 'lease' as const, before, after })), ...follows.changes],
    [
      ...ended.map(({ before }) =>
        requestEvent(request.id, 'LeaseEndAsked', now, actor, { leaseId: before.id, ...data }),
      ),
      ...follows.events(actor),
    ],
  );
  if (result.kind === 'conflict') return undefined;
  const woken = ended.filter(({ before }) => before.status === 'active');
  await Promise.all(
    woken.map(({ before }) =>
      wake({ kind: 'end', requestId: request.id, leaseId: before.id }, { signal: 'end' }, deps),
    ),
  );
  return { kind: 'ending', request: follows.request };
}

function whyNot(meant: readonly Lease[]): RefusalReason {
  if (meant.length === 0) return notLive('This request has no such lease.');
  const ending = meant.some((lease) => lease.status === 'ending');
  return notLive(ending ? 'This access is already being ended.' : 'This access has already ended.');
}

/** The lease once its end is asked for; `undefined` when there is nothing left to ask. */
function endWish(
  lease: Lease,
  endReason: EndReason,
  person: Person,
  comment: string,
  now: EpochMs,
): Lease | undefined {
  const asked = {
    endReason,
    endedBy: refOf(person),
    ...(comment ? { endComment: comment } : {}),
    endAskedAt: now,
    version: lease.version + 1,
  };
  switch (lease.status) {
    case 'scheduled':
      return neverBegun(lease, endReason, person, comment, now);
    case 'activating':
    case 'active':
      return { ...lease, ...asked, status: 'ending' };
    case 'ending':
    case 'ended':
    case 'failed':
      return undefined;
  }
}
