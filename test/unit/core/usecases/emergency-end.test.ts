import { emergencyStream } from '../../../../core/model/audit-event';
import type { EmergencyScope } from '../../../../core/model/emergency';
import { MINUTE, SECOND } from '../../../../core/model/instant';
import { carryOutOrders } from '../../../../core/usecases/emergency/carry-out';
import { buildApi } from '../../../support/api';
import { ACCOUNTS, buildSnapshot, PEOPLE, PERMISSION_SETS } from '../../../support/build';
import type { World } from '../../../support/world';

type Body = { scope: EmergencyScope; confirmation: string; comment: string };

const everything: Body = {
  scope: { kind: 'everything' },
  confirmation: 'end everything',
  comment: 'Keys leaked',
};

function build() {
  const { world, call } = buildApi();
  const order = (body: Body, name: Parameters<typeof call>[0] = 'iris') =>
    call(name, 'POST', '/emergency/end', { body });
  const orders = async () => (await call('iris', 'GET', '/emergency/orders')).json().items;
  const carryOn = (milliseconds = 60_000) =>
    carryOutOrders(world.clock.now() + milliseconds, world.ports).then(({ orderedEnds }) => ({
      asked: orderedEnds,
    }));
  return { world, call, order, orders, carryOn };
}

const wanted = (accountId: string, permissionSetArn: string) => ({
  targets: [{ accountId, permissionSetArn }],
});
const shop = wanted(ACCOUNTS.shop, PERMISSION_SETS.developer);

/** Ada in payments and in the shop, Ben in payments: two accounts, two permission sets, two people. */
async function threeActive(world: World) {
  const { leases: a } = await world.active('ada');
  const { leases: b } = await world.active('ada', shop);
  const { leases: c } = await world.active('ben');
  return { adaPayments: a[0]!, adaShop: b[0]!, benPayments: c[0]! };
}

/** The statuses of leases by their names in a test. */
async function statuses(world: World, leases: Awaited<ReturnType<typeof threeActive>>) {
  const read = async ([name, { requestId, id }]: [string, { requestId: string; id: string }]) =>
    [name, (await world.ports.requests.readLease(requestId, id))?.status] as const;
  return Object.fromEntries(await Promise.all(Object.entries(leases).map(read)));
}

const typesOf = (world: World, orderId: string) => world.store.eventTypes(emergencyStream(orderId));

describe('whose access ends', () => {
  it.each<[string, EmergencyScope | 'adaShop', string, readonly string[]]>([
    ['one lease', 'adaShop', 'Developer in Shop Production', ['adaShop']],
    ['a person', { kind: 'person', userId: PEOPLE.ada }, 'Ada Lovelace', ['adaPayments', 'adaShop']],
    [
      'an account',
      { kind: 'account', accountId: ACCOUNTS.payments },
      'Payments Production',
      ['adaPayments', 'benPayments'],
    ],
    [
      'a permission set',
      { kind: 'permission-set', permissionSetArn: PERMISSION_SETS.developer },
      'Developer',
      ['adaShop'],
    ],
    ['everything', { kind: 'everything' }, 'end everything', ['adaPayments', 'adaShop', 'benPayments']],
  ])('%s', async (_what, of, confirmation, ending) => {
    const { world, order, call } = build();
    const leases = await threeActive(world);
    const { id: leaseId, requestId } = leases.adaShop;
    const scope = of === 'adaShop' ? { kind: 'lease' as const, requestId, leaseId } : of;
    const preview = (await call('iris', 'POST', '/emergency/end/preview', { body: { scope } })).json();
    expect(preview).toMatchObject({ confirmation, leases: ending.length, scheduled: 0, more: false });
    const ordered = await order({ scope, confirmation, comment: 'Keys leaked' });
    expect([ordered.status, ordered.json()]).toMatchObject([
      202,
      { status: 'open', covered: ending.length, orderedBy: { displayName: 'Iris Baker' } },
    ]);
    const found = await statuses(world, leases);
    expect(Object.keys(found).filter((name) => found[name] === 'ending')).toEqual(ending);
    expect(await world.ports.requests.readLease(requestId, leaseId)).toMatchObject(
      ending.includes('adaShop')
        ? { endReason: 'revoked', endComment: 'Keys leaked', endedBy: { userId: PEOPLE.iris } }
        : { status: 'active' },
    );
  });

  it('tells who holds how many, the most first', async () => {
    const { world, call } = build();
    await threeActive(world);
    await world.granted('ben', shop);
    await world.granted('ben', wanted(ACCOUNTS.development, PERMISSION_SETS.readOnly));
    const preview = await call('iris', 'POST', '/emergency/end/preview', {
      body: { scope: { kind: 'everything' } },
    });
    expect(preview.json()).toMatchObject({
      leases: 5,
      scheduled: 2,
      people: 2,
      holders: [
        { person: { displayName: 'Ben Okafor' }, leases: 3 },
        { person: { displayName: 'Ada Lovelace' }, leases: 2 },
      ],
    });
  });

  it('what is granted and has not begun never begins', async () => {
    const { world, order } = build();
    const request = await world.granted();
    await order(everything);
    expect(await world.leasesOf(request.id)).toMatchObject([{ status: 'ended', removal: 'never-held' }]);
    expect(await world.read(request.id)).toMatchObject({ status: 'ended', endReason: 'revoked' });
    expect(world.grants.calls).toEqual([]);
  });

  it('what is granted after the order is not covered, and what waits for a decision neither', async () => {
    const { world, order, carryOn } = build();
    const waiting = await world.ask('ben');
    await order(everything);
    world.clock.advance(MINUTE);
    const later = await world.granted();
    await carryOn();
    expect(await world.read(waiting.id)).toMatchObject({ status: 'pending' });
    expect(await world.leasesOf(later.id)).toMatchObject([{ status: 'scheduled' }]);
  });

  it('G7: ends what the directory no longer knows: person, account and permission set are called by their ids', async () => {
    const { world, order } = build();
    const leases = await threeActive(world);
    world.directory.current = { ...buildSnapshot(), accounts: [], permissionSets: [] };
    world.directory.current.people = world.directory.current.people.filter(
      ({ userId }) => userId !== PEOPLE.ada,
    );
    const scope = { kind: 'person', userId: PEOPLE.ada } as const;
    const comment = 'Gone';
    expect((await order({ scope, confirmation: PEOPLE.ada, comment })).status).toBe(202);
    const account = { kind: 'account', accountId: ACCOUNTS.payments } as const;
    expect((await order({ scope: account, confirmation: ACCOUNTS.payments, comment })).status).toBe(202);
    expect(new Set(Object.values(await statuses(world, leases)))).toEqual(new Set(['ending']));
  });
});

describe('what is refused, and changes nothing', () => {
  it.each<[string, Partial<Body>, string]>([
    ['another word', { confirmation: 'everything' }, 'must be typed exactly as “end everything”'],
    ['nothing typed', { confirmation: '' }, 'must be typed exactly as “end everything”'],
    ['no reason', { comment: ' ' }, 'must say why'],
    [
      'the name of another person',
      { scope: { kind: 'person', userId: PEOPLE.ada }, confirmation: 'Ben Okafor' },
      'must be typed exactly as “Ada Lovelace”',
    ],
    [
      'a lease that does not exist',
      { scope: { kind: 'lease', requestId: 'x', leaseId: 'y' }, confirmation: 'x' },
      'There is no such lease.',
    ],
    ['an account that is none', { scope: { kind: 'account', accountId: '1' } }, '12-digit'],
  ])('%s', async (_what, change, message) => {
    const { world, order, orders } = build();
    const { leases } = await world.active();
    const answer = await order({ ...everything, ...change });
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.problem().fields)).toContain(message);
    expect(await orders()).toEqual([]);
    expect(await world.leasesOf(leases[0]!.requestId)).toMatchObject([{ status: 'active' }]);
  });

  it.each(['ada', 'cleo', 'eve'] as const)('for %s there is no such thing', async (name) => {
    const { world, order, call } = build();
    await world.active();
    expect((await order(everything, name)).status).toBe(404);
    expect((await call(name, 'GET', '/emergency/orders')).status).toBe(404);
    const preview = { body: { scope: { kind: 'everything' } } };
    expect((await call(name, 'POST', '/emergency/end/preview', preview)).status).toBe(404);
    expect((await call(name, 'GET', '/access', { query: 'view=emergency' })).status).toBe(404);
    expect(world.store.orders.size).toBe(0);
  });
});

describe('an order is carried out', () => {
  it('until nothing that it covers is live, with every step in the audit trail', async () => {
    const { world, order, orders, carryOn } = build();
    const leases = await threeActive(world);
    const { id } = (await order(everything)).json();
    expect(await orders()).toMatchObject([{ status: 'open', covered: 3, gone: 0 }]);
    await world.end(leases.adaShop);
    world.clock.advance(MINUTE);
    await carryOn();
    expect(await orders()).toMatchObject([{ status: 'open', covered: 3, gone: 1 }]);
    await world.end(leases.adaPayments);
    await world.end(leases.benPayments);
    await carryOn();
    expect(await orders()).toMatchObject([{ status: 'completed', covered: 3, gone: 3 }]);
    expect(typesOf(world, id)).toEqual([
      'EmergencyEndOrdered',
      'EmergencyEndContinued',
      'EmergencyEndContinued',
      'EmergencyEndCompleted',
    ]);
    expect(await world.ports.emergencyOrders.open()).toEqual([]);
  });

  it('G3: what the lists did not show yet at the time of the order is found by a later look', async () => {
    const { world, order, orders, carryOn } = build();
    const { leases } = await world.active();
    const listAll = world.ports.requests.listAll.bind(world.ports.requests);
    world.ports.requests.listAll = async () => ({ items: [] });
    await order(everything);
    await carryOn();
    expect(await orders()).toMatchObject([{ status: 'open', covered: 0 }]);
    world.ports.requests.listAll = listAll;
    world.clock.advance(31 * SECOND);
    expect(await carryOn()).toEqual({ asked: 1 });
    expect(await world.leasesOf(leases[0]!.requestId)).toMatchObject([{ status: 'ending' }]);
  });

  it('G12: a crash right after the order was written loses nothing', async () => {
    const { world, order, carryOn } = build();
    const leases = await threeActive(world);
    world.ports.requests.leasesOf = async () => Promise.reject(new Error('crashed'));
    const answer = await order(everything);
    expect([answer.status, world.reported]).toEqual([202, ['order-not-carried-out']]);
    Reflect.deleteProperty(world.ports.requests, 'leasesOf');
    expect(await carryOn()).toEqual({ asked: 3 });
    expect(new Set(Object.values(await statuses(world, leases)))).toEqual(new Set(['ending']));
  });

  it('G12: one request that cannot be written keeps none of the others, and comes again', async () => {
    const { world, order, carryOn, orders } = build();
    const leases = await threeActive(world);
    const commit = world.ledger.commit.bind(world.ledger);
    world.ledger.commit = async (changes, events) => {
      if (changes.some((change) => change.kind === 'lease' && change.after.id === leases.adaShop.id))
        throw new Error('not now');
      return commit(changes, events);
    };
    await order(everything);
    expect(await statuses(world, leases)).toMatchObject({ adaPayments: 'ending', adaShop: 'active' });
    world.ledger.commit = commit;
    world.clock.advance(MINUTE);
    await carryOn();
    expect(await statuses(world, leases)).toMatchObject({ adaShop: 'ending' });
    expect(await orders()).toMatchObject([{ status: 'open', covered: 3 }]);
  });

  it('a look without time for everything is gone on with where it stopped', async () => {
    const { world, order, carryOn, orders } = build();
    const accounts = Array.from({ length: 60 }, (_, n) => ({
      ...world.directory.current!.accounts[1]!,
      id: String(200_000_000_000 + n),
      name: `Account ${n}`,
    }));
    world.directory.change((snapshot) => ({ ...snapshot, accounts: [...snapshot.accounts, ...accounts] }));
    const many: { id: string }[] = [];
    for (const { id } of accounts)
      many.push(await world.granted('ada', wanted(id, PERMISSION_SETS.readOnly)));
    const commit = world.ledger.commit.bind(world.ledger);
    world.ledger.commit = async (changes, events) => {
      world.clock.advance(SECOND);
      return commit(changes, events);
    };
    await order(everything);
    const ended = async () =>
      (await Promise.all(many.map(({ id }) => world.leasesOf(id))))
        .flat()
        .filter(({ status }) => status === 'ended').length;
    const first = await ended();
    expect(first).toBeGreaterThan(0);
    expect(first).toBeLessThan(60);
    for (let rounds = 0; rounds < 12; rounds += 1) await carryOn(10_000);
    expect(await ended()).toBe(60);
    expect(await orders()).toMatchObject([{ status: 'completed', covered: 60, gone: 60 }]);
  });

  it('G12: leases that will not end keep no others from being asked, however little time a look has', async () => {
    const { world, order, carryOn } = build();
    const accounts = Array.from({ length: 120 }, (_, n) => ({
      ...world.directory.current!.accounts[1]!,
      id: String(200_000_000_000 + n),
      name: `Account ${n}`,
    }));
    world.directory.change((snapshot) => ({ ...snapshot, accounts: [...snapshot.accounts, ...accounts] }));
    const requests: { id: string }[] = [];
    for (const { id } of accounts)
      requests.push(
        (await world.active('ada', { ...wanted(id, PERMISSION_SETS.readOnly), minutes: 480 })).request,
      );
    // Every page that is read takes time, so that a look sees a page or two; and nothing ever ends.
    const listAll = world.ports.requests.listAll.bind(world.ports.requests);
    world.ports.requests.listAll = async (...input) => {
      world.clock.advance(6 * SECOND);
      return listAll(...input);
    };
    await order(everything);
    for (let rounds = 0; rounds < 6; rounds += 1) await carryOn(10_000);
    const leases = (await Promise.all(requests.map(({ id }) => world.leasesOf(id)))).flat();
    expect(leases.filter(({ status }) => status !== 'ending')).toEqual([]);
  });

  it('two who carry it out at once ask each lease once', async () => {
    const { world, order, carryOn } = build();
    const leases = await threeActive(world);
    world.ports.requests.leasesOf = async () => Promise.reject(new Error('crashed'));
    const { id } = (await order(everything)).json();
    Reflect.deleteProperty(world.ports.requests, 'leasesOf');
    const both = await Promise.all([carryOn(), carryOn()]);
    expect(both.reduce((sum, { asked }) => sum + asked, 0)).toBe(3);
    for (const { requestId } of Object.values(leases))
      expect(world.events(requestId).filter((type) => type === 'LeaseEndAsked')).toHaveLength(1);
    // What the two looks counted at the same time is mended by the next.
    await carryOn();
    expect(await world.ports.emergencyOrders.read(id)).toMatchObject({
      status: 'open',
      asked: 3,
      ending: 3,
      others: 0,
    });
  });
});
