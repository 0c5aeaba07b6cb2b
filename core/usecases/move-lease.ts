import type { AssignmentRecord } from '../model/assignment';
import type { Actor, AuditEvent } from '../model/audit-event';
import { type EpochMs, SECOND } from '../model/instant';
import type { Lease } from '../model/lease';
import type { RefusalCode } from '../model/refusal';
import type { AccessRequest } from '../model/request';
import type { Change } from '../ports/ledger';
import { requestAfter } from '../rules/request-outcome';
import { assertMoveLease, assertMoveRequest } from '../rules/transitions';
import type { Ports } from './deps';
import { requestEvent } from './events';

type Deps = Pick<Ports, 'clock' | 'requests' | 'assignments' | 'ledger' | 'metrics'>;

/** A workflow names a lease that does not exist: a bug, or a table that was restored. */
export class LeaseNotFoundError extends Error {
  override name = 'LeaseNotFoundError' as const;
}

/** A lease with all that its next step depends on. */
export type LeaseFacts = {
  readonly lease: Lease;
  readonly request: AccessRequest;
  readonly record: AssignmentRecord | undefined;
  readonly now: EpochMs;
};

/** What a lease shall become, and its assignment record with it. */
export type LeaseMove = {
  readonly lease: Lease;
  readonly record?: AssignmentRecord;
  readonly event: { readonly type: AuditEvent['type']; readonly data?: AuditEvent['data'] };
};

/** How often a step is tried again when others write to the same records. */
const TRIES = 8;

/** Reads a lease, its request and its assignment record. Throws `LeaseNotFoundError`. */
export async function readLeaseFacts(
  ids: { readonly requestId: string; readonly leaseId: string },
  deps: Deps,
): Promise<LeaseFacts> {
  const [lease, request] = await Promise.all([
    deps.requests.readLease(ids.requestId, ids.leaseId),
    deps.requests.read(ids.requestId),
  ]);
  if (!lease || !request) throw new LeaseNotFoundError(`There is no lease ${ids.leaseId}.`);
  const record = await deps.assignments.read(lease.beneficiaryId, lease.target.entitlement);
  return { lease, request, record, now: deps.clock.now() };
}

/**
 * Moves a lease one step: `decide` says from fresh facts what it becomes (or `undefined`: nothing). The lease, its
 * assignment record, the request that follows from them and the audit events are written together; when somebody else wrote
 * first, everything is read and decided anew.
 */
export async function moveLease(
  ids: { readonly requestId: string; readonly leaseId: string },
  actor: Actor,
  decide: (facts: LeaseFacts) => LeaseMove | undefined | Promise<LeaseMove | undefined>,
  deps: Deps,
): Promise<Lease> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const facts = await readLeaseFacts(ids, deps);
    const move = await decide(facts);
    if (!move) return facts.lease;
    const written = await write(facts, move, actor, deps);
    if (written) {
      measure(move.lease, deps);
      return move.lease;
    }
  }
  throw new ContentionError(`The records of lease ${ids.leaseId} keep changing.`);
}

/** Reasons that are troubles of ours or of Identity Center; with all others it was right that no access began. */
const TROUBLES: readonly RefusalCode[] = [
  'assignment-failed',
  'assignment-not-verified',
  'hard-end-impossible',
  'window-passed',
];

/** How it went for a lease that is over now. */
function measure(lease: Lease, { metrics }: Pick<Ports, 'metrics'>): void {
  if (lease.status === 'failed' && lease.failure.some(({ code }) => TROUBLES.includes(code)))
    metrics.put('FailedAssignments', 1);
  if (lease.status === 'ended' && (lease.removal === 'removed' || lease.removal === 'gone')) {
    const dueAt = Math.min(lease.endsAt, lease.endAskedAt);
    metrics.put('SecondsPastEnd', Math.max(0, lease.endedAt - dueAt) / SECOND);
  }
}

/** Too many writers on one record; the caller's own retry follows. */
export class ContentionError extends Error {
  override name = 'ContentionError' as const;
}

async function write(facts: LeaseFacts, move: LeaseMove, actor: Actor, deps: Deps): Promise<boolean> {
  const { lease, request, record, now } = facts;
  if (lease.status !== move.lease.status) assertMoveLease(lease.status, move.lease.status);
  const before = await deps.requests.leasesOf(request.id);
  const after = before.map((one) => (one.id === lease.id ? move.lease : one));
  const follows = whatFollows(request, before, after, now);
  const changes: Change[] = [
    { kind: 'lease', before: lease, after: move.lease },
    ...(move.record ? [assignmentChange(record, move.record)] : []),
    ...follows.changes,
  ];
  const own = requestEvent(request.id, move.event.type, now, actor, {
    leaseId: lease.id,
    ...move.event.data,
  });
  const result = await deps.ledger.commit(changes, [own, ...follows.events(actor)]);
  return result.kind === 'committed';
}

function assignmentChange(before: AssignmentRecord | undefined, after: AssignmentRecord): Change {
  return before ? { kind: 'assignment', before, after } : { kind: 'assignment', after };
}

/** What a change of leases means for their request. */
export type Follows = {
  /** The request afterwards: the one that was read when nothing follows. */
  readonly request: AccessRequest;
  readonly changes: readonly Change[];
  readonly events: (actor: Actor) => readonly AuditEvent[];
};

/**
 * The request that follows from its leases. Whenever a lease is over the request is written too, even if it stays as it is:
 * two leases that end at once then meet on its version, and the later one sees that it was the last.
 */
export function whatFollows(
  request: AccessRequest,
  before: readonly Lease[],
  after: readonly Lease[],
  now: EpochMs,
): Follows {
  if (request.status !== 'scheduled' && request.status !== 'active')
    return { request, changes: [], events: () => [] };
  const moved = requestAfter(request, after, now);
  if (moved) {
    assertMoveRequest(request.status, moved.status);
    const event = (actor: Actor) => [requestEvent(request.id, typeOf(moved), now, actor, outcomeData(moved))];
    return { request: moved, changes: [{ kind: 'request', before: request, after: moved }], events: event };
  }
  if (overCount(after) === overCount(before)) return { request, changes: [], events: () => [] };
  const touched = { ...request, revision: request.revision + 1, updatedAt: now };
  return {
    request: touched,
    changes: [{ kind: 'request', before: request, after: touched }],
    events: () => [],
  };
}

function overCount(leases: readonly Lease[]): number {
  return leases.filter(({ status }) => status === 'ended' || status === 'failed').length;
}

function typeOf(after: AccessRequest): AuditEvent['type'] {
  switch (after.status) {
    case 'active':
      return 'RequestActivated';
    case 'ended':
      return 'RequestEnded';
    case 'failed':
      return 'RequestFailed';
    case 'cancelled':
    case 'pending':
    case 'scheduled':
    case 'rejected':
    case 'expired':
      throw new Error(`A request does not become ${after.status} through its leases`);
  }
}

function outcomeData(after: AccessRequest): AuditEvent['data'] {
  const { revision } = after;
  if (after.status === 'ended') {
    const { endReason, endComment } = after;
    return { revision, endReason, ...(endComment ? { comment: endComment } : {}) };
  }
  if (after.status === 'failed') return { revision, reasons: after.failure.map(({ message }) => message) };
  return { revision };
}
