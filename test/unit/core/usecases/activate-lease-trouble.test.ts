import type { DirectorySnapshot } from '../../../../core/model/directory';
import { MINUTE, SECOND } from '../../../../core/model/instant';
import { activateLease } from '../../../../core/usecases/activate-lease';
import { endLease } from '../../../../core/usecases/end-lease';
import {
  ACCOUNTS,
  buildApprovalPolicy,
  buildEligibilityPolicy,
  buildEntitlement,
  GROUPS,
  PEOPLE,
  PERMISSION_SETS,
  UNITS,
} from '../../../support/build';
import { buildWorld, disabled, withoutGroups, type World } from '../../../support/world';

const held = buildEntitlement('payments', 'readOnly');
const INTERNAL = 'An internal service exception occurred';

async function granted(world = buildWorld(), overrides: Parameters<World['granted']>[1] = {}) {
  const request = await world.granted('ada', overrides);
  const [lease] = await world.leasesOf(request.id);
  const step = (more: { creationId?: string; attempt?: number } = {}) =>
    activateLease({ ...world.ids(lease!), ...more }, world.ports);
  const now = async () => (await world.leasesOf(request.id))[0];
  return { world, request, lease: lease!, step, now };
}

const creations = (world: World) => world.grants.calls.filter(({ call }) => call === 'create').length;

const account =
  (change: Partial<DirectorySnapshot['accounts'][number]>) => (snapshot: DirectorySnapshot) => ({
    ...snapshot,
    accounts: snapshot.accounts.map((one) => (one.id === ACCOUNTS.payments ? { ...one, ...change } : one)),
  });

const people = (keep: (userId: string) => boolean) => (snapshot: DirectorySnapshot) => ({
  ...snapshot,
  people: snapshot.people.filter(({ userId }) => keep(userId)),
});

const permissionSets =
  (change: (one: DirectorySnapshot['permissionSets'][number]) => DirectorySnapshot['permissionSets']) =>
  (world: World) =>
    world.directory.change((snapshot) => ({
      ...snapshot,
      permissionSets: snapshot.permissionSets.flatMap((one) =>
        one.arn === PERMISSION_SETS.readOnly ? change(one) : [one],
      ),
    }));

type Change = (world: World) => unknown;
const CHANGES: readonly [what: string, change: Change, code: string][] = [
  ['the person is gone', (w) => w.live.differ(people((id) => id !== PEOPLE.ada)), 'beneficiary-unknown'],
  ['the person is disabled', (w) => w.live.differ(disabled(PEOPLE.ada)), 'person-disabled'],
  ['the person left the group', (w) => w.live.differ(withoutGroups(PEOPLE.ada)), 'not-eligible'],
  ['the account is suspended', (w) => w.live.differ(account({ status: 'SUSPENDED' })), 'account-not-active'],
  [
    'the account is being closed',
    (w) => w.live.differ(account({ status: 'PENDING_CLOSURE' })),
    'account-not-active',
  ],
  [
    'the account was moved out of scope',
    (w) => w.live.differ(account({ path: [UNITS.root, UNITS.sandbox] })),
    'not-eligible',
  ],
  [
    'the account is gone',
    (w) =>
      w.live.differ((s) => ({ ...s, accounts: s.accounts.filter(({ id }) => id !== ACCOUNTS.payments) })),
    'account-unknown',
  ],
  ['the permission set is gone', permissionSets(() => []), 'permission-set-unknown'],
  [
    'the permission set is used in the management account',
    permissionSets((one) => [{ ...one, inManagementAccount: true }]),
    'permission-set-in-management-account',
  ],
  ['the window has passed', (w) => w.clock.advance(60 * MINUTE), 'window-passed'],
];

const production = () =>
  buildWorld([
    buildEligibilityPolicy({
      accounts: { organizationalUnits: [{ id: UNITS.production, includeDescendants: true }] },
    }),
    buildApprovalPolicy(),
  ]);

describe('what changed since the approval', () => {
  it.each(CHANGES)(
    'G1: %s: fails closed before Identity Center is asked for anything',
    async (_what, change, code) => {
      const { world, step, now, request } = await granted(production());
      change(world);
      expect(await step()).toEqual({ state: 'over' });
      expect(await now()).toMatchObject({ status: 'failed', failure: [{ code }] });
      expect(await world.read(request.id)).toMatchObject({ status: 'failed', failure: [{ code }] });
      expect(world.grants.calls).toEqual([]);
    },
  );

  it.each(CHANGES)('G1: %s while the creation runs: what was made is undone', async (_what, change, code) => {
    const { world, step, now, lease, request } = await granted(production());
    world.grants.operationMs = 20 * SECOND;
    const first = await step();
    if (first.state !== 'waiting') throw new Error('not waiting');
    const { operationId: creationId } = first;
    change(world);
    expect(await step({ creationId, attempt: 1 })).toEqual({ state: 'over' });
    expect(await now()).toMatchObject({ status: 'ending', failure: [{ code }] });
    await world.until((deletionId) => endLease({ ...world.ids(lease), creationId, deletionId }, world.ports));
    world.clock.advance(10 * MINUTE);
    expect(world.has('ada', held)).toBe(false);
    expect(await world.read(request.id)).toMatchObject({ status: 'failed', failure: [{ code }] });
    expect(await world.ports.assignments.read(PEOPLE.ada, held)).toMatchObject({ leases: [] });
  });

  it('G1: the window passes in the very call in which the creation ends: it is undone', async () => {
    const { world, step, now, lease } = await granted(undefined, { minutes: 1 });
    world.clock.advance(57 * SECOND);
    world.grants.operationMs = 4 * SECOND;
    expect(await step()).toEqual({ state: 'over' });
    expect(world.has('ada', held)).toBe(true);
    expect(await now()).toMatchObject({ status: 'ending', failure: [{ code: 'window-passed' }] });
    await world.end(lease);
    expect(world.has('ada', held)).toBe(false);
    expect((await now())?.status).toBe('failed');
  });

  it.each([
    ['is gone', people((id) => id !== PEOPLE.ben)],
    ['is disabled', disabled(PEOPLE.ben)],
  ])('G1: who asked on behalf of the person %s: fails closed', async (_what, change) => {
    const world = buildWorld([
      buildEligibilityPolicy({ onBehalfBy: [GROUPS.engineers] }),
      buildApprovalPolicy(),
    ]);
    const request = await world.granted('ben', { beneficiaryId: PEOPLE.ada });
    world.live.differ(change);
    for (const lease of await world.leasesOf(request.id)) await world.activate(lease);
    const failure = [{ code: 'may-not-ask-for-others', message: expect.stringContaining('Ben Okafor') }];
    expect(await world.read(request.id)).toMatchObject({ status: 'failed', failure });
  });
});

describe('a creation that ends as failed', () => {
  it('is asked for again when Identity Center had an internal trouble', async () => {
    const { world, step, now } = await granted();
    world.grants.failNext('create', INTERNAL);
    world.grants.failNext('create', INTERNAL);
    expect(await step()).toMatchObject({ state: 'active' });
    expect(creations(world)).toBe(3);
    expect((await now())?.status).toBe('active');
  });

  it('is asked for three times at most in one call, and once in a late one', async () => {
    for (const [attempt, most] of [
      [0, 3],
      [4, 3],
      [5, 1],
    ] as const) {
      const { world, step, now } = await granted();
      world.grants.failAlways('create', INTERNAL);
      expect(await step({ attempt })).toEqual({ state: 'over' });
      expect(creations(world)).toBe(most);
      const failure = [{ code: 'assignment-failed', message: expect.stringContaining(INTERNAL) }];
      expect(await now()).toMatchObject({ status: 'ending', failure });
    }
  });

  it('is not asked for again for any other reason, and the reason is told', async () => {
    const { world, step, now, lease, request } = await granted();
    world.grants.failAlways('create', 'The role quota of the account is used up');
    await step();
    expect(creations(world)).toBe(1);
    await world.end(lease);
    const message = expect.stringContaining('role quota');
    expect(await now()).toMatchObject({ status: 'failed', failure: [{ message }] });
    expect(await world.read(request.id)).toMatchObject({ status: 'failed', failure: [{ message }] });
  });

  it('G1: is not asked for again once the window has passed', async () => {
    const { world, step } = await granted(undefined, { minutes: 1 });
    world.clock.advance(58 * SECOND);
    world.grants.failAlways('create', INTERNAL);
    world.grants.operationMs = 3 * SECOND;
    expect(await step()).toMatchObject({ state: 'waiting' });
    expect(creations(world)).toBe(1);
    expect(await step({ attempt: 1 })).toEqual({ state: 'over' });
    expect(creations(world)).toBe(1);
  });

  it('says what a refusal may mean', async () => {
    const { world, step, now } = await granted();
    world.grants.refuseNext('create', 'AccessDeniedException: not authorized');
    await step();
    const message = expect.stringMatching(/management account.*AccessDeniedException: not authorized/);
    expect(await now()).toMatchObject({ status: 'ending', failure: [{ message }] });
  });
});

describe('Identity Center is busy', () => {
  it('is a reason to wait and never an error: the workflow counts errors, and gives up', async () => {
    const { world, step, now } = await granted();
    world.grants.busyListings = 1;
    expect(await step()).toMatchObject({ state: 'waiting', operationId: '' });
    world.grants.busyNext('create', 1);
    expect(await step()).toMatchObject({ state: 'waiting', operationId: '' });
    const create = world.grants.create.bind(world.grants);
    world.grants.create = async (userId, entitlement) => {
      world.grants.busyListings = 1;
      return create(userId, entitlement);
    };
    expect(await step()).toMatchObject({ state: 'waiting' });
    expect(await step()).toMatchObject({ state: 'active' });
    expect((await now())?.status).toBe('active');
  });
});

describe('a creation whose answer was lost', () => {
  it('is found and gone on with, not asked for again', async () => {
    const { world, step, lease, now } = await granted();
    world.grants.operationMs = 30 * SECOND;
    const create = world.grants.create.bind(world.grants);
    world.grants.create = async (userId, entitlement) => {
      await create(userId, entitlement);
      throw new Error('the answer was lost');
    };
    await expect(step()).rejects.toThrow('lost');
    expect(await step()).toMatchObject({ state: 'waiting', operationId: '1' });
    await world.activate(lease);
    expect(creations(world)).toBe(1);
    expect((await now())?.status).toBe('active');
  });
});

describe('standing access that is taken away while somebody joins', () => {
  it('G4: what is made then is ours and goes, though another lease touched the record meanwhile', async () => {
    const world = buildWorld();
    world.grants.give(PEOPLE.ada, held);
    const one = await world.active('ada');
    const two = await granted(world, { minutes: 90 });
    // The call dies after it has joined a record that says standing.
    const crash = { ...world.ports, policies: failing(world, 2) };
    await activateLease(world.ids(two.lease), crash).catch(() => undefined);
    expect(await two.now()).toMatchObject({ status: 'activating' });
    world.grants.take(PEOPLE.ada, held);
    const holds = world.grants.holds.bind(world.grants);
    world.grants.holds = async (userId, entitlement) => {
      world.grants.holds = holds;
      const present = await holds(userId, entitlement);
      await world.end(one.leases[0]!);
      return present;
    };
    await world.activate(two.lease);
    expect(world.has('ada', held)).toBe(true);
    expect(await two.now()).toMatchObject({ status: 'active', standing: false });
    world.clock.advance(91 * MINUTE);
    await world.end(two.lease);
    expect(world.has('ada', held)).toBe(false);
  });
});

/** Policies that cannot be read from the n-th reading of the emergency stop on. */
function failing(world: World, from: number): World['ports']['policies'] {
  let readings = 0;
  return new Proxy(world.ports.policies, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      const method = value.bind(target);
      if (name !== 'read') return method;
      return async (...args: unknown[]) => {
        readings += 1;
        if (readings >= from) throw new Error('crash');
        return method(...args);
      };
    },
  });
}
