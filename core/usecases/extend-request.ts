import { type EpochMs, MINUTE, toIso } from '../model/instant';
import type { Lease } from '../model/lease';
import { type Person, refOf } from '../model/person';
import type { RefusalReason } from '../model/refusal';
import type { AccessRequest, ActiveRequest, ScheduledRequest } from '../model/request';
import { extendable, lengthProblems, mayExtend } from '../rules/extension';
import type { Ports } from './deps';
import { stopNow } from './emergency/stop';
import { byPerson, requestEvent } from './events';
import { type Conflict, type NotFound, notFound, type Refused, refused } from './outcome';
import { wake } from './start-workflows';
import { eligibleNow } from './still-eligible';
import { type Changer, viewerOf } from './viewer-of';

export type ExtendOutcome =
  | { readonly kind: 'extended'; readonly request: AccessRequest }
  | Refused
  | NotFound
  | Conflict;

type Input = Changer & {
  readonly requestId: string;
  /** How much later the access ends. */
  readonly minutes: number;
  readonly comment: string;
  /** The revision that the person saw. */
  readonly revision: number;
};
type Deps = Pick<
  Ports,
  'clock' | 'directory' | 'policies' | 'requests' | 'ledger' | 'live' | 'workflow' | 'tokens' | 'trouble'
>;
type Live = ScheduledRequest | ActiveRequest;

const TRIES = 8;

/**
 * Moves the end of access that is live. The beneficiary is judged again as they are now [G1]; of an extension and an ending at the
 * same moment one comes first, by the version of the lease, and the other is told [G11].
 */
export async function extendRequest(input: Input, deps: Deps): Promise<ExtendOutcome> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const outcome = await tryToExtend(input, deps);
    if (outcome) return outcome;
  }
  return conflict('The request keeps changing. Look at it again.');
}

/** `undefined`: somebody else wrote first, so everything is read and judged anew. */
async function tryToExtend(input: Input, deps: Deps): Promise<ExtendOutcome | undefined> {
  const request = await deps.requests.read(input.requestId);
  const seen = request && (await viewerOf(input, request, deps));
  if (!seen) return notFound;
  const { person, viewer } = seen;
  const leases = await deps.requests.leasesOf(request.id);
  const verdictAt = (now: EpochMs) => mayExtend({ request, leases, person: viewer, now });
  const verdict = verdictAt(deps.clock.now());
  if (!verdict.allowed) return refused(...verdict.reasons);
  if (request.status !== 'scheduled' && request.status !== 'active')
    throw new Error('Only live access can be extended');
  if (request.revision !== input.revision)
    return conflict('The request has changed since you saw it. Look at it again.');
  const reasons = await whyNot(request, input.minutes, deps);
  if (reasons.length > 0) return refused(...reasons);
  // The end may have come while all that was read. One look at the clock, so that request and leases move together.
  const now = deps.clock.now();
  const last = verdictAt(now);
  if (!last.allowed) return refused(...last.reasons);
  return commit(request, extendable(leases, now), input, { person, now }, deps);
}

/** The rule that applies now decides, and the world as it is now [G1]. */
async function whyNot(request: Live, minutes: number, deps: Deps): Promise<RefusalReason[]> {
  const { beneficiary, requester, targets } = request;
  const now = await eligibleNow(beneficiary, requester, targets, deps);
  // The last thing that is read: a stop that is declared while the others are read counts.
  if (await stopNow(deps))
    return [{ code: 'emergency-stop', message: 'An emergency stop stands: nothing is extended.' }];
  if (!now.allowed) return now.reasons;
  if (request.needs.length === 0 && now.approvalRequired)
    return [{ code: 'may-not-extend', message: 'This access needs approval by now. Ask for it anew.' }];
  return lengthProblems(request, minutes, now.maxMinutes);
}

async function commit(
  before: Live,
  leases: readonly Lease[],
  { minutes, comment }: Input,
  { person, now }: { readonly person: Person; readonly now: EpochMs },
  deps: Deps,
): Promise<ExtendOutcome | undefined> {
  const moved = leases.map((lease) => ({
    kind: 'lease' as const,
    before: lease,
    after: { ...lease, endsAt: lease.endsAt + minutes * MINUTE, version: lease.version + 1 },
  }));
  const after = extended(before, minutes, now);
  const { endsAt, revision } = after;
  const data = {
    revision,
    minutes,
    endedAtBefore: before.endsAt,
    endsAt,
    leaseIds: leases.map(({ id }) => id),
    ...(comment ? { comment } : {}),
  };
  const event = requestEvent(before.id, 'RequestExtended', now, byPerson(refOf(person)), data);
  const result = await deps.ledger.commit([{ kind: 'request', before, after }, ...moved], [event]);
  if (result.kind === 'conflict') return undefined;
  const signal = { signal: 'extended', endsAt: toIso(endsAt) };
  await Promise.all(
    leases.map(({ id: leaseId }) => wake({ kind: 'end', requestId: before.id, leaseId }, signal, deps)),
  );
  return { kind: 'extended', request: after };
}

function extended(request: Live, minutes: number, now: EpochMs): Live {
  return {
    ...request,
    window: { ...request.window, minutes: request.window.minutes + minutes },
    endsAt: request.endsAt + minutes * MINUTE,
    revision: request.revision + 1,
    updatedAt: now,
  };
}

function conflict(message: string): Conflict {
  return { kind: 'conflict', reasons: [{ code: 'stale-revision', message }] };
}
