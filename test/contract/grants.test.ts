import { IdentityCenterGrants } from '../../aws/identity-center-grants';
import { MeteredGrants } from '../../aws/metered-grants';
import { pacedSsoAdminClient } from '../../aws/paced-sso-admin';
import type { AccountAssignment } from '../../core/model/entitlement';
import type { Grants, OperationStart } from '../../core/ports/grants';
import { Faults } from '../../local/aws/faults';
import { buildEntitlement, PEOPLE } from '../support/build';
import { EmulatedOrganization } from '../support/emulated-organization';
import { FakeCapacity, FakeClock, FakeGrants, FakeIds } from '../support/fakes';
import { emulate } from './support/endpoint';
import { type Backend, onEach } from './support/ledger-bench';

type Bench = {
  readonly grants: Grants;
  readonly userId: string;
  readonly otherUserId: string;
  readonly entitlement: AccountAssignment;
  readonly give: () => void;
  /** The next operation of this kind ends as failed. */
  readonly failNext: (kind: 'create' | 'delete') => void;
  readonly advance: (milliseconds: number) => Promise<void>;
  readonly close: () => Promise<void>;
};

function fake(): Bench {
  const clock = new FakeClock();
  const grants = new FakeGrants(clock);
  const entitlement = buildEntitlement();
  return {
    grants,
    userId: PEOPLE.ada,
    otherUserId: PEOPLE.ben,
    entitlement,
    give: () => grants.give(PEOPLE.ada, entitlement),
    failNext: (kind) => grants.failNext(kind, 'told to fail'),
    advance: async (milliseconds) => clock.advance(milliseconds),
    close: async () => {},
  };
}

async function emulator(): Promise<Bench> {
  const faults = new Faults();
  const world = new EmulatedOrganization({ faults });
  const endpoint = await emulate([world.ssoAdmin], world.clock, faults);
  const clock = {
    now: () => world.clock.now(),
    sleep: (milliseconds: number) => world.clock.advance(milliseconds),
  };
  const trouble = { report: () => undefined };
  const pace = { capacity: new FakeCapacity(clock), clock, trouble, urgency: 'ending' } as const;
  const client = pacedSsoAdminClient(pace, endpoint.config);
  const accountId = await world.account('shop');
  const permissionSetArn = await world.permissionSet('ReadOnly');
  const [userId, otherUserId] = [await world.user('ada'), await world.user('ben')];
  const operations = { create: 'CreateAccountAssignment', delete: 'DeleteAccountAssignment' };
  return {
    grants: new IdentityCenterGrants(client, world.InstanceArn),
    userId,
    otherUserId,
    entitlement: { kind: 'account-assignment', accountId, permissionSetArn },
    give: () =>
      world.ssoAdmin.createOutside({
        accountId,
        permissionSetArn,
        principalType: 'USER',
        principalId: userId,
      }),
    failNext: (kind) =>
      void faults.add({
        kind: 'fail-operation',
        operation: operations[kind],
        reason: 'told to fail',
        times: 1,
      }),
    advance: (milliseconds) => world.clock.advance(milliseconds),
    close: async () => {
      client.destroy();
      await endpoint.close();
    },
  };
}

/** The same grants, within what Identity Center takes at once. */
function metered(bench: Bench): Bench {
  const capacity = new FakeCapacity({ now: () => 0, sleep: async () => undefined });
  const trouble = { report: () => undefined };
  return { ...bench, grants: new MeteredGrants(bench.grants, capacity, new FakeIds(), trouble) };
}

const backends: readonly Backend<Bench>[] = [
  { name: 'the fake', open: async () => fake() },
  { name: 'the fake, metered', open: async () => metered(fake()) },
  { name: 'the emulated Identity Center', open: emulator },
  { name: 'the emulated Identity Center, metered', open: async () => metered(await emulator()) },
];

function idOf(start: OperationStart): string {
  if (start.kind !== 'started') throw new Error(`not started: ${start.reason}`);
  return start.operationId;
}

onEach(backends, (bench) => {
  test('an assignment comes and goes with its operations, not with their start', async () => {
    const { grants, userId, otherUserId, entitlement, advance } = bench();
    expect(await grants.holds(userId, entitlement)).toBe(false);
    const creation = idOf(await grants.create(userId, entitlement));
    expect(await grants.creation(creation)).toEqual({ state: 'in-progress' });
    expect(await grants.holds(userId, entitlement)).toBe(false);
    await advance(1_500);
    expect(await grants.creation(creation)).toEqual({ state: 'succeeded' });
    expect(await grants.holds(userId, entitlement)).toBe(true);
    expect(await grants.holds(otherUserId, entitlement)).toBe(false);
    const deletion = idOf(await grants.delete(userId, entitlement));
    expect(await grants.deletion(deletion)).toEqual({ state: 'in-progress' });
    expect(await grants.holds(userId, entitlement)).toBe(true);
    await advance(1_500);
    expect(await grants.deletion(deletion)).toEqual({ state: 'succeeded' });
    expect(await grants.holds(userId, entitlement)).toBe(false);
  });

  test('a creation that is still running is found by its assignment, and by no other', async () => {
    const { grants, userId, otherUserId, entitlement, advance } = bench();
    expect(await grants.runningCreation(userId, entitlement)).toBeUndefined();
    const creation = idOf(await grants.create(userId, entitlement));
    expect(await grants.runningCreation(userId, entitlement)).toBe(creation);
    expect(await grants.runningCreation(otherUserId, entitlement)).toBeUndefined();
    await advance(1_500);
    expect(await grants.runningCreation(userId, entitlement)).toBeUndefined();
  });

  test('creating what exists succeeds silently', async () => {
    const { grants, userId, entitlement, give, advance } = bench();
    give();
    const creation = idOf(await grants.create(userId, entitlement));
    await advance(1_500);
    expect(await grants.creation(creation)).toEqual({ state: 'succeeded' });
    expect(await grants.holds(userId, entitlement)).toBe(true);
  });

  test('a second operation on the same assignment is told to come back later', async () => {
    const { grants, userId, entitlement, advance } = bench();
    const creation = idOf(await grants.create(userId, entitlement));
    expect((await grants.create(userId, entitlement)).kind).toBe('busy');
    expect((await grants.delete(userId, entitlement)).kind).toBe('busy');
    await advance(1_500);
    expect(await grants.creation(creation)).toEqual({ state: 'succeeded' });
    expect((await grants.delete(userId, entitlement)).kind).toBe('started');
  });

  test('a failed creation says why and leaves nothing', async () => {
    const { grants, userId, entitlement, failNext, advance } = bench();
    failNext('create');
    const creation = idOf(await grants.create(userId, entitlement));
    await advance(1_500);
    expect(await grants.creation(creation)).toEqual({ state: 'failed', reason: 'told to fail' });
    expect(await grants.holds(userId, entitlement)).toBe(false);
  });

  test('a failed deletion says why, and the assignment is still there', async () => {
    const { grants, userId, entitlement, give, failNext, advance } = bench();
    give();
    failNext('delete');
    const deletion = idOf(await grants.delete(userId, entitlement));
    await advance(1_500);
    expect(await grants.deletion(deletion)).toEqual({ state: 'failed', reason: 'told to fail' });
    expect(await grants.holds(userId, entitlement)).toBe(true);
  });
});
