import type { EndReason, Lease } from '../model/lease';
import { type Person, type PersonRef, refOf } from '../model/person';
import type { AccessRequest } from '../model/request';
import { mayCancel, maySee } from '../rules/visibility';
import { approverKeys } from '../rules/approval';
import type { Caller, Ports } from './deps';
import { byPerson, requestEvent } from './events';
import { type Conflict, type NotFound, notFound, type Refused, refused } from './outcome';
import { wake } from './start-workflows';

export type CancelOutcome =
  | { readonly kind: 'cancelled'; readonly request: AccessRequest }
  | Refused
  | NotFound
  | Conflict;

type Input = { readonly caller: Caller; readonly requestId: string; readonly comment: string };
type Deps = Pick<Ports, 'clock' | 'requests' | 'ledger' | 'live' | 'workflow' | 'tokens' | 'trouble'>;

/** The requester takes a request back before it starts. */
export async function cancelRequest(input: Input, deps: Deps): Promise<CancelOutcome> {
  const request = await deps.requests.read(input.requestId);
  if (!request) return notFound;
  const [person, groups] = await Promise.all([
    deps.live.person(input.caller.userId),
    deps.live.memberOf(input.caller.userId, approverKeys(request.needs).groups),
  ]);
  const viewer = { userId: input.caller.userId, groupIds: new Set(groups), auditor: false };
  if (!person || !maySee({ viewer, request })) return notFound;
  const verdict = mayCancel({ viewer, request });
  if (!verdict.allowed) return refused(...verdict.reasons);
  return cancel(request, person, input.comment, deps);
}

async function cancel(
  request: AccessRequest,
  person: Person,
  comment: string,
  deps: Deps,
): Promise<CancelOutcome> {
  if (request.status !== 'pending' && request.status !== 'scheduled')
    throw new Error('Only a pending or scheduled request can be cancelled');
  const now = deps.clock.now();
  const leases = await deps.requests.leasesOf(request.id);
  if (leases.some((lease) => lease.status !== 'scheduled'))
    return refused({
      code: 'not-cancellable',
      message: 'The access is already being switched on; end it instead.',
    });
  const revision = request.revision + 1;
  const after = cancelled(request, person, comment, now);
  const result = await deps.ledger.commit(
    [
      { kind: 'request', before: request, after },
      ...leases.map((before) => ({
        kind: 'lease' as const,
        before,
        after: neverBegun(before, { reason: 'cancelled', by: refOf(person), comment }, now),
      })),
    ],
    [requestEvent(request.id, 'RequestCancelled', now, byPerson(person), { revision, comment })],
  );
  if (result.kind === 'conflict')
    return {
      kind: 'conflict',
      reasons: [
        { code: 'not-cancellable', message: 'The request changed at the same moment. Look at it again.' },
      ],
    };
  if (request.status === 'pending')
    await wake({ kind: 'decision', requestId: request.id }, { status: 'cancelled' }, deps);
  return { kind: 'cancelled', request: after };
}

function cancelled(request: AccessRequest, person: Person, comment: string, now: number): AccessRequest {
  const { id, requester, beneficiary, targets, window, justification, ticket, createdAt } = request;
  const { eligibility, needs, decisions } = request;
  return {
    id,
    requester,
    beneficiary,
    targets,
    window,
    justification,
    ...(ticket === undefined ? {} : { ticket }),
    createdAt,
    eligibility,
    needs,
    decisions,
    revision: request.revision + 1,
    updatedAt: now,
    status: 'cancelled',
    cancelledAt: now,
    cancelledBy: refOf(person),
    cancelComment: comment,
    ...('leaseIds' in request && request.leaseIds ? { leaseIds: request.leaseIds } : {}),
  };
}

/** A lease that is called off before it began; `by` absent: by Hourglass itself. */
export function neverBegun(
  lease: Lease,
  wish: { readonly reason: EndReason; readonly by?: PersonRef | undefined; readonly comment: string },
  now: number,
): Lease {
  const { id, requestId, beneficiaryId, target, startsAt, endsAt } = lease;
  return {
    id,
    requestId,
    beneficiaryId,
    target,
    startsAt,
    endsAt,
    version: lease.version + 1,
    status: 'ended',
    endReason: wish.reason,
    ...(wish.by ? { endedBy: wish.by } : {}),
    ...(wish.comment ? { endComment: wish.comment } : {}),
    endAskedAt: now,
    endedAt: now,
    removal: 'never-held',
  };
}
