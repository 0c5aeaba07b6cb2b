import type { Actor } from '../model/audit-event';
import type { EndReason, Lease } from '../model/lease';
import type { PersonRef } from '../model/person';
import type { AccessRequest } from '../model/request';
import type { Ports } from './deps';
import { requestEvent } from './events';
import { type Conflict, type Refused, refused } from './outcome';
import { wake } from './start-workflows';

type Deps = Pick<Ports, 'clock' | 'requests' | 'ledger' | 'workflow' | 'tokens' | 'trouble'>;

type CallOff = { readonly by: PersonRef; readonly actor: Actor; readonly comment: string };

type CalledOff = { readonly kind: 'cancelled'; readonly request: AccessRequest } | Refused | Conflict;

/** Cancels a request that has not begun, with its leases. Whether that is allowed is its caller's to know. */
export async function callOff(
  request: AccessRequest,
  { by, actor, comment }: CallOff,
  deps: Deps,
): Promise<CalledOff> {
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
  const after = cancelled(request, by, comment, now);
  const result = await deps.ledger.commit(
    [
      { kind: 'request', before: request, after },
      ...leases.map((before) => ({
        kind: 'lease' as const,
        before,
        after: neverBegun(before, { reason: 'cancelled', by, comment }, now),
      })),
    ],
    [requestEvent(request.id, 'RequestCancelled', now, actor, { revision, comment })],
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

function cancelled(request: AccessRequest, by: PersonRef, comment: string, now: number): AccessRequest {
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
    cancelledBy: by,
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
