import { DynamoAssignments } from '../../aws/dynamo-assignments';
import { DynamoAuditTrail } from '../../aws/dynamo-audit-trail';
import { DynamoLedger } from '../../aws/dynamo-ledger';
import { DynamoPolicies } from '../../aws/dynamo-policies';
import { DynamoRequests } from '../../aws/dynamo-requests';
import { DynamoTokens } from '../../aws/dynamo-tokens';
import type { CreateRequest } from '../../core/contract/requests';
import { requestStream } from '../../core/model/audit-event';
import type { AccountAssignment } from '../../core/model/entitlement';
import { DAY, HOUR, toIso } from '../../core/model/instant';
import type { Lease } from '../../core/model/lease';
import { verifyChain } from '../../core/rules/audit-chain';
import { activateLease } from '../../core/usecases/activate-lease';
import { createRequest } from '../../core/usecases/create-request';
import { decideRequest } from '../../core/usecases/decide-request';
import type { Ports } from '../../core/usecases/deps';
import { endAccess } from '../../core/usecases/end-access';
import { endLease } from '../../core/usecases/end-lease';
import { extendRequest } from '../../core/usecases/extend-request';
import { simulatorTables } from '../contract/support/ledger-bench';
import { buildEntitlement, PEOPLE } from './build';
import { Turns } from './turns';
import { buildWorld, DEFAULT_POLICIES } from './world';

type Name = keyof typeof PEOPLE;
type LeaseRef = Pick<Lease, 'id' | 'requestId'>;
type Step = { readonly state: string; readonly retryAfterSeconds?: number; readonly operationId?: string };

/** How often each race is run; the round is its seed. */
export const ROUNDS = 50;

/** The real use-cases over the real adapters and the simulator's tables; every call of either takes its turn in a race. */
async function openRaceWorld() {
  const turns = new Turns();
  const world = buildWorld([]);
  const { tables, client: open } = simulatorTables();
  const client = turns.gate(open);
  const { clock } = world;
  /** Who sleeps lets the others go on while Identity Center is at work. */
  const sleep = async (milliseconds: number) => {
    await turns.pass(3);
    clock.advance(milliseconds);
  };
  const ports: Ports = {
    ...world.ports,
    clock: { now: () => clock.now(), sleep },
    ledger: new DynamoLedger(client, tables, clock),
    requests: new DynamoRequests(client, tables, clock),
    assignments: new DynamoAssignments(client, tables),
    policies: new DynamoPolicies(client, tables),
    audit: new DynamoAuditTrail(client, tables),
    tokens: new DynamoTokens(client, tables),
    executions: turns.gate(world.executions),
    grants: turns.gate(world.grants),
    workflow: turns.gate(world.workflow),
    live: turns.gate(world.live),
    directory: turns.gate(world.directory),
  };

  for (const after of DEFAULT_POLICIES) await ports.ledger.commit([{ kind: 'policy', after }], []);

  /** A window of the round's own, so that the rounds' requests for one target are no duplicates. */
  const later = (round: number) => ({ startsAt: toIso(clock.now() + DAY + round * 2 * HOUR) });

  const create = (wish: Partial<CreateRequest>, key?: string, name: Name = 'ada') =>
    createRequest(
      {
        caller: { userId: PEOPLE[name] },
        body: world.body(wish),
        ...(key === undefined ? {} : { idempotencyKey: key }),
      },
      ports,
    );

  /** A request that was taken. */
  async function ask(wish: Partial<CreateRequest> = {}, name: Name = 'ada') {
    const outcome = await create(wish, undefined, name);
    if (outcome.kind !== 'created') throw new Error(`not created: ${JSON.stringify(outcome)}`);
    return outcome.request;
  }

  /** Decides on the first revision, which is the one that everybody has seen who races. */
  const decide = (requestId: string, name: Name, answer: 'approve' | 'reject' = 'approve') =>
    decideRequest(
      { caller: { userId: PEOPLE[name] }, requestId, answer, comment: 'because', revision: 1 },
      ports,
    );

  const end = (requestId: string, name: Name) =>
    endAccess({ caller: { userId: PEOPLE[name] }, requestId, comment: '' }, ports);

  /** Moves the end by a quarter of an hour, on the revision that is there now. */
  const extend = async (requestId: string, name: Name) => {
    const { revision } = await read(requestId);
    const caller = { userId: PEOPLE[name] };
    return extendRequest({ caller, requestId, minutes: 15, comment: '', revision }, ports);
  };

  /** A lease of a request that cleo has approved. */
  async function scheduled(wish: Partial<CreateRequest> = {}, name: Name = 'ada'): Promise<Lease> {
    const request = await ask(wish, name);
    const outcome = await decide(request.id, 'cleo');
    const [lease] = await ports.requests.leasesOf(request.id);
    if (!lease) throw new Error(`not approved: ${JSON.stringify(outcome)}`);
    return lease;
  }

  /** Calls a step as the lease workflow does, until it no longer says `waiting`. */
  async function until(step: (operationId: string, attempt: number) => Promise<Step>) {
    let operationId = '';
    for (let attempt = 0; attempt < 100; attempt += 1) {
      const outcome = await step(operationId, attempt);
      if (outcome.state !== 'waiting') return { ...outcome, operationId };
      operationId = outcome.operationId ?? '';
      await turns.pass(1);
      clock.advance((outcome.retryAfterSeconds ?? 1) * 1_000);
    }
    throw new Error('still waiting');
  }

  const ids = ({ id: leaseId, requestId }: LeaseRef) => ({ leaseId, requestId });
  /** `waitedFor`: the end that the workflow knows, in epoch milliseconds; one that was moved meanwhile is waited for anew. */
  const finish = (lease: LeaseRef, creationId = '', waitedFor?: number) =>
    until((deletionId, attempt) => {
      const endsAt = waitedFor === undefined ? {} : { endsAt: toIso(waitedFor) };
      return endLease({ ...ids(lease), attempt, creationId, deletionId, ...endsAt }, ports);
    });

  /** An execution of the lease workflow up to its wait for the end; `over` means that it has been to the ending too. */
  async function begin(lease: LeaseRef) {
    const begun = await until((creationId, attempt) =>
      activateLease({ ...ids(lease), attempt, creationId }, ports),
    );
    if (begun.state === 'over') await finish(lease, begun.operationId);
    return begun.state;
  }

  /** A lease that is held, and by whom. */
  async function active(wish: Partial<CreateRequest> = {}, name: Name = 'ada'): Promise<Lease> {
    const lease = await scheduled(wish, name);
    await begin(lease);
    return readLease(lease);
  }

  async function readLease({ requestId, id }: LeaseRef): Promise<Lease> {
    const lease = await ports.requests.readLease(requestId, id);
    if (!lease) throw new Error(`no lease ${id}`);
    return lease;
  }

  async function read(requestId: string) {
    const request = await ports.requests.read(requestId);
    if (!request) throw new Error(`no request ${requestId}`);
    return request;
  }

  /** What is on record about a request, without refusals; fails when the chain of its events does not hold. */
  async function happened(requestId: string): Promise<string[]> {
    const events = await ports.audit.stream(requestStream(requestId));
    expect(verifyChain(events, ports.sha256)).toMatchObject({ ok: true });
    return events.map(({ type }) => type).filter((type) => type !== 'DecisionRefused');
  }

  const has = (entitlement: AccountAssignment = buildEntitlement(), name: Name = 'ada') =>
    world.grants.has(PEOPLE[name], entitlement);

  const { workflow, executions } = world;
  const verbs = {
    create,
    ask,
    decide,
    end,
    extend,
    scheduled,
    begin,
    finish,
    active,
    read,
    readLease,
    happened,
    has,
  };
  return { ...verbs, ports, clock, turns, workflow, executions, later };
}

export type RaceWorld = Awaited<ReturnType<typeof openRaceWorld>>;

/** What a world has seen makes it slow, so that some rounds share one and others begin anew. */
const ROUNDS_IN_A_WORLD = 10;

/** Runs a race again and again, and gives what each came to. */
export async function rounds<T>(run: (world: RaceWorld, round: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let round = 0; round < ROUNDS; ) {
    const world = await openRaceWorld();
    for (let n = 0; n < ROUNDS_IN_A_WORLD; n += 1, round += 1) results.push(await run(world, round));
  }
  return results;
}
