import type { CreateRequest } from '../contract/requests';
import { canonicalJson } from '../rules/audit-chain';
import type { AuditEvent } from '../model/audit-event';
import { DAY, type EpochMs, MINUTE } from '../model/instant';
import type { Lease, ScheduledLease } from '../model/lease';
import { refOf } from '../model/person';
import type { AccessRequest, PendingRequest, ScheduledRequest } from '../model/request';
import { askedName } from '../ports/check-commit';
import type { Change, IdempotencyEntry } from '../ports/ledger';
import { type Assessment, assessRequest, namedTargets, type RequestFacts } from './assess-request';
import type { Caller, Ports } from './deps';
import { stopNow } from './emergency/stop';
import { byPerson, hourglass, requestEvent } from './events';
import { gatherFacts } from './gather-facts';
import { ContentionError } from './move-lease';
import { type Refused, refused } from './outcome';
import { startApproval, startLeases } from './start-workflows';

export type CreateOutcome =
  | {
      readonly kind: 'created' | 'replayed';
      readonly request: AccessRequest;
      readonly leases: readonly Lease[];
    }
  | { readonly kind: 'key-reused' }
  | Refused;

type Input = { readonly caller: Caller; readonly body: CreateRequest; readonly idempotencyKey?: string };
type Deps = Pick<
  Ports,
  | 'clock'
  | 'ids'
  | 'directory'
  | 'policies'
  | 'requests'
  | 'ledger'
  | 'workflow'
  | 'tokens'
  | 'trouble'
  | 'sha256'
>;

/** How long an Idempotency-Key is remembered. */
const KEY_KEPT = DAY;

/** How often a request is judged anew when others are made for the same person at the same moment. */
const TRIES = 25;

/** Somebody asks for access. Without need of approval the leases are made at once. */
export async function createRequest(input: Input, deps: Deps): Promise<CreateOutcome> {
  const bodyHash = deps.sha256(canonicalJson(input.body));
  const earlier = await replay(input, bodyHash, deps);
  if (earlier) return earlier;

  for (let tries = 0; tries < TRIES; tries += 1) {
    const outcome = await tryToCreate(input, bodyHash, deps);
    if (outcome) return outcome;
  }
  throw new ContentionError('Too many requests for the same person at the same moment.');
}

/** `undefined`: another request for the same beneficiary was made since the live ones were read, so everything is judged anew. */
async function tryToCreate(input: Input, bodyHash: string, deps: Deps): Promise<CreateOutcome | undefined> {
  const beneficiaryId = input.body.beneficiaryId ?? input.caller.userId;
  const before = await deps.requests.askedCount(beneficiaryId);
  const facts = await gatherFacts(input, deps);
  const assessment = assessRequest(facts);
  if (assessment.reasons.length > 0) {
    // The same wish, sent twice at once, must not be told that it stands in its own way.
    const made = await replay(input, bodyHash, deps);
    return made ?? refused(...assessment.reasons);
  }

  const { request, leases, events } = build(
    deps.ids.next(),
    facts,
    assessment,
    (await stopNow(deps)) !== undefined,
  );
  const changes: Change[] = [
    { kind: 'request', after: request },
    { kind: 'asked', beneficiaryId, before },
    ...leases.map((after) => ({ kind: 'lease' as const, after })),
    ...keyChange(input, bodyHash, request.id, facts.now),
  ];
  const result = await deps.ledger.commit(changes, events);
  if (result.kind === 'conflict') {
    const winner = await replay(input, bodyHash, deps);
    if (winner) return winner;
    if (result.on === askedName(beneficiaryId)) return undefined;
    throw new Error(`A new request collided on ${result.on}`);
  }
  if (request.status === 'pending') await startApproval(request, deps);
  await startLeases(leases, deps);
  return { kind: 'created', request, leases };
}

/** The leases that a granted request gets, one per target. */
export function leasesFor(request: ScheduledRequest): ScheduledLease[] {
  return request.targets.map((target, index) => ({
    id: leaseId(request.id, index),
    requestId: request.id,
    beneficiaryId: request.beneficiary.userId,
    target,
    startsAt: request.startsAt,
    endsAt: request.endsAt,
    status: 'scheduled',
    version: 1,
  }));
}

export function leaseId(requestId: string, targetIndex: number): string {
  return `${requestId}-${targetIndex + 1}`;
}

async function replay(input: Input, bodyHash: string, deps: Deps): Promise<CreateOutcome | undefined> {
  if (input.idempotencyKey === undefined) return undefined;
  const entry = await deps.requests.idempotency(input.caller.userId, input.idempotencyKey);
  if (!entry || entry.expiresAt <= deps.clock.now()) return undefined;
  if (entry.bodyHash !== bodyHash) return { kind: 'key-reused' };
  const request = await deps.requests.read(entry.requestId);
  if (!request) return undefined;
  return { kind: 'replayed', request, leases: await deps.requests.leasesOf(request.id) };
}

function keyChange(input: Input, bodyHash: string, requestId: string, now: EpochMs): Change[] {
  if (input.idempotencyKey === undefined) return [];
  const entry: IdempotencyEntry = {
    userId: input.caller.userId,
    key: input.idempotencyKey,
    bodyHash,
    requestId,
    expiresAt: now + KEY_KEPT,
  };
  return [{ kind: 'idempotency', entry }];
}

type Built = {
  readonly request: PendingRequest | ScheduledRequest;
  readonly leases: readonly ScheduledLease[];
  readonly events: readonly AuditEvent[];
};

function build(id: string, facts: RequestFacts, assessment: Assessment, stopped: boolean): Built {
  const { body, requester, now } = facts;
  const beneficiary = facts.beneficiary ?? requester;
  const base = {
    id,
    revision: 1,
    requester: refOf(requester),
    beneficiary: refOf(beneficiary),
    targets: namedTargets(assessment),
    window: assessment.window,
    justification: body.justification,
    ...(body.ticket ? { ticket: body.ticket } : {}),
    createdAt: now,
    updatedAt: now,
    eligibility: assessment.targets.map(({ decision }) => (decision.allowed ? decision.policies : [])),
    needs: [...assessment.needs],
    decisions: [],
  };
  const created = requestEvent(id, 'RequestCreated', now, byPerson(requester), {
    beneficiary: base.beneficiary,
    targets: base.targets,
    window: base.window,
    justification: base.justification,
    ...(base.ticket ? { ticket: base.ticket } : {}),
    eligibility: base.eligibility,
    approvalRequired: base.needs.length > 0,
  });
  if (base.needs.length > 0) {
    const decideBefore = now + facts.settings.decisionMinutes * MINUTE;
    const expiresAt =
      assessment.window.startsAt === undefined ? decideBefore : Math.min(decideBefore, assessment.endsAt);
    return { request: { ...base, status: 'pending', expiresAt }, leases: [], events: [created] };
  }
  const { startsAt, endsAt } = assessment;
  const request: ScheduledRequest = {
    ...base,
    status: 'scheduled',
    approvedAt: now,
    startsAt,
    endsAt,
    leaseIds: base.targets.map((_, index) => leaseId(id, index)),
  };
  const approved = requestEvent(id, 'RequestApproved', now, hourglass('eligibility policy'), {
    revision: 1,
    startsAt,
    endsAt,
    approvalRequired: false,
    ...(stopped ? { emergencyStop: true } : {}),
  });
  return { request, leases: leasesFor(request), events: [created, approved] };
}
