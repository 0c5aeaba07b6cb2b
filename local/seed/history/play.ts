import type { CreateRequest } from '../../../core/contract/requests';
import { DAY, type EpochMs, HOUR, MINUTE, toIso } from '../../../core/model/instant';
import type { Lease } from '../../../core/model/lease';
import type { AccessRequest } from '../../../core/model/request';
import { activateLease } from '../../../core/usecases/activate-lease';
import { cancelRequest } from '../../../core/usecases/cancel-request';
import { createRequest } from '../../../core/usecases/create-request';
import { decideRequest } from '../../../core/usecases/decide-request';
import { endAccess } from '../../../core/usecases/end-access';
import { endLease } from '../../../core/usecases/end-lease';
import { expireRequest } from '../../../core/usecases/expire-request';
import { must, SeedError } from '../context';
import type { SampleOrganization } from '../organization';
import { PastClock } from './past-clock';
import { type PastPorts, pastPorts, type World } from './past-ports';
import type { Scene, SceneAnswer } from './scene';

/** A request as its scene left it. */
export type Played = {
  readonly scene: Scene;
  readonly request: AccessRequest;
  readonly leases: readonly Lease[];
};

type Stage = {
  readonly scene: Scene;
  readonly names: SampleOrganization;
  readonly ports: PastPorts;
  readonly clock: PastClock;
  readonly filedAt: EpochMs;
  readonly world: World;
};

/** When a scene's request is filed, epoch milliseconds. */
export function filedAt({ filed }: Scene, now: EpochMs): EpochMs {
  if ('minutesAgo' in filed) return now - filed.minutesAgo * MINUTE;
  const [hours = 0, minutes = 0] = filed.time.split(':').map(Number);
  return now - (now % DAY) - filed.daysAgo * DAY + hours * HOUR + minutes * MINUTE;
}

/**
 * Lets the use-cases themselves do what the scene tells, at the times it tells, so that records and audit events of the
 * past are what they would be had it happened. Throws `SeedError` when a rule refuses.
 */
export async function play(
  scene: Scene,
  now: EpochMs,
  names: SampleOrganization,
  world: World,
): Promise<Played> {
  const clock = new PastClock(filedAt(scene, now));
  const stage = { scene, names, world, clock, filedAt: clock.now(), ports: pastPorts(world, clock) };
  const id = await file(stage);
  for (const answer of scene.answers) await decide(id, answer, stage);
  await finish(id, stage);
  if (clock.now() > now) throw new SeedError(`The scene of ${scene.who} (${scene.why}) ends in the future.`);
  const [request, leases] = await Promise.all([
    stage.ports.requests.read(id),
    stage.ports.requests.leasesOf(id),
  ]);
  return { scene, request: must(request, `request ${id}`), leases };
}

async function file({ scene, names, ports: deps, filedAt: at }: Stage): Promise<string> {
  const body: CreateRequest = {
    targets: scene.targets.map(([account, set]) => ({
      accountId: names.account(account),
      permissionSetArn: names.permissionSet(set),
    })),
    minutes: scene.minutes,
    justification: scene.why,
    ...(scene.ticket !== undefined && { ticket: scene.ticket }),
    ...(scene.onBehalfOf !== undefined && { beneficiaryId: names.userId(scene.onBehalfOf) }),
    ...(scene.startsIn !== undefined && { startsAt: toIso(at + scene.startsIn * MINUTE) }),
  };
  const outcome = await createRequest({ caller: { userId: names.userId(scene.who) }, body }, deps);
  if (outcome.kind === 'created') return outcome.request.id;
  throw refusedIn(scene, outcome);
}

async function decide(requestId: string, given: SceneAnswer, stage: Stage): Promise<void> {
  const { scene, names, ports: deps, clock } = stage;
  clock.goTo(stage.filedAt + given.after * MINUTE);
  const request = must(await deps.requests.read(requestId), `request ${requestId}`);
  const { answer, comment } = given;
  const caller = { userId: names.userId(given.by) };
  const outcome = await decideRequest(
    { caller, requestId, answer, comment, revision: request.revision },
    deps,
  );
  if (outcome.kind !== 'decided') throw refusedIn(scene, outcome);
}

async function finish(requestId: string, stage: Stage): Promise<void> {
  const { scene, ports: deps, clock } = stage;
  const request = must(await deps.requests.read(requestId), `request ${requestId}`);
  switch (scene.end.kind) {
    case 'rejected':
      return;
    case 'expired':
      if (request.status !== 'pending') throw new SeedError(`${scene.why}: nothing is left to expire.`);
      clock.goTo(request.expiresAt);
      await expireRequest({ requestId }, deps);
      return;
    case 'cancelled':
      return cancel(requestId, scene.end, stage);
    case 'live':
    case 'elapsed':
    case 'returned':
    case 'revoked':
    case 'failed':
      if (request.status === 'scheduled') await hold(request, stage);
  }
}

async function cancel(
  requestId: string,
  { after, comment }: { readonly after: number; readonly comment: string },
  { scene, names, ports: deps, clock, filedAt: at }: Stage,
): Promise<void> {
  clock.goTo(at + after * MINUTE);
  const outcome = await cancelRequest(
    { caller: { userId: names.userId(scene.who) }, requestId, comment },
    deps,
  );
  if (outcome.kind !== 'cancelled') throw refusedIn(scene, outcome);
}

/** The access is switched on at its start, and off as the scene tells. */
async function hold(request: Extract<AccessRequest, { status: 'scheduled' }>, stage: Stage): Promise<void> {
  const { scene, ports: deps, clock } = stage;
  // A start that still lies ahead is left to the workflow.
  if (scene.end.kind === 'live' && scene.startsIn !== undefined) return;
  clock.goTo(request.startsAt);
  if (scene.end.kind === 'failed') arm(request, scene.end.reason, stage);
  const tasks = request.leaseIds.map((leaseId) => ({ requestId: request.id, leaseId, attempt: 0 }));
  for (const task of tasks) await activateLease(task, deps);
  if (scene.end.kind === 'live') return;
  if (scene.end.kind === 'elapsed') clock.goTo(request.endsAt);
  if (scene.end.kind === 'returned' || scene.end.kind === 'revoked')
    await endEarly(request, scene.end, stage);
  for (const task of tasks) await endLease(task, deps);
}

function arm(request: AccessRequest, reason: string, { world }: Stage): void {
  for (const { entitlement } of request.targets)
    if (entitlement.kind === 'account-assignment')
      world.grants.failNext(request.beneficiary.userId, entitlement, reason);
}

async function endEarly(
  request: Extract<AccessRequest, { status: 'scheduled' }>,
  end: Extract<Scene['end'], { kind: 'returned' | 'revoked' }>,
  { scene, names, ports: deps, clock }: Stage,
): Promise<void> {
  clock.goTo(request.startsAt + end.after * MINUTE);
  const userId = end.kind === 'revoked' ? names.userId(end.by) : request.beneficiary.userId;
  const input = { caller: { userId }, requestId: request.id, comment: end.comment };
  const outcome = await endAccess(input, deps);
  if (outcome.kind !== 'ending') throw refusedIn(scene, outcome);
}

function refusedIn(scene: Scene, outcome: object): SeedError {
  return new SeedError(`${scene.who}, "${scene.why}": ${JSON.stringify(outcome)}`);
}
