import { MINUTE } from '../../../../../core/model/instant';
import { reconcile } from '../../../../../core/usecases/reconcile/reconcile';
import { ACCOUNTS, PEOPLE, PERMISSION_SETS } from '../../../../support/build';
import { held, worldThat, sweep, findings } from '../../../../support/compare-world';

describe('an active lease whose assignment is gone', () => {
  it('is reported once, shown on its request, keeps its end and ends cleanly', async () => {
    const world = worldThat();
    const { request, leases } = await world.active('ada', { minutes: 60 });
    world.clock.advance(MINUTE);
    world.grants.take(PEOPLE.ada, held);
    expect(await sweep(world)).toMatchObject({ missing: 1 });
    expect(await sweep(world)).toMatchObject({ missing: 0 });
    expect(world.events(request.id).filter((type) => type === 'AssignmentMissing')).toHaveLength(1);
    expect(world.reported).toEqual(['assignment-missing']);
    expect((await world.leasesOf(request.id))[0]!.status).toBe('active');
    expect(await findings(world)).toMatchObject([
      { kind: 'missing-assignment', lease: { leaseId: leases[0]!.id } },
    ]);
    world.clock.advanceTo(leases[0]!.endsAt);
    await world.end(leases[0]!);
    await sweep(world);
    expect(await findings(world)).toEqual([]);
    expect(world.events(request.id).at(-1)).toBe('FindingSettled');
  });

  it('is settled when Identity Center lists it again', async () => {
    const world = worldThat();
    await world.active('ada', { minutes: 60 });
    world.clock.advance(MINUTE);
    world.grants.take(PEOPLE.ada, held);
    await sweep(world);
    world.grants.give(PEOPLE.ada, held);
    expect(await sweep(world)).toMatchObject({ settled: 1, missing: 0 });
    expect(await findings(world)).toEqual([]);
  });

  it('is not one that began after Identity Center was asked', async () => {
    const world = worldThat();
    const holders = world.holdings.holders.bind(world.holdings);
    world.ports.holdings.holders = async (entitlement, next) => {
      const before = await holders(entitlement, next);
      if (world.store.leases.size === 0) await world.active('ada');
      return before;
    };
    await world.active('ben');
    await world.end((await world.ports.requests.leasesDue(Number.MAX_SAFE_INTEGER, { limit: 1 })).items[0]!);
    expect(await reconcile(world.ports)).toMatchObject({ missing: 0 });
  });
});

describe('the sweep', () => {
  it('keeps to its calls, goes on in the next round, and finds everything', async () => {
    const world = worldThat();
    world.holdings.pageSize = 1;
    const people = Object.values(PEOPLE);
    for (const userId of people) world.grants.give(userId, held);
    const arns = Object.values(PERMISSION_SETS);
    for (const arn of arns) world.holdings.provisioned.set(arn, Object.values(ACCOUNTS));
    let found = 0;
    for (let round = 0; round < 4; round += 1) {
      const counts = await reconcile(world.ports);
      found += counts.unknown ?? 0;
      expect(counts.calls ?? 0).toBeLessThanOrEqual(100 + 2 * people.length);
      world.clock.advance(MINUTE);
    }
    expect(found).toBe(people.length);
  });

  it('never asks more than five times a second', async () => {
    const world = worldThat();
    const began = world.clock.now();
    await reconcile(world.ports);
    expect(world.clock.now() - began).toBeGreaterThanOrEqual(world.holdings.calls * 200);
  });

  it('G12: stops when Identity Center is busy and goes on in the next round', async () => {
    const world = worldThat();
    world.grants.give(PEOPLE.eve, held);
    world.holdings.busyNext = 1;
    expect(await reconcile(world.ports)).toMatchObject({ unknown: 0, failedParts: 0 });
    world.clock.advance(MINUTE);
    expect(await reconcile(world.ports)).toMatchObject({ unknown: 1 });
  });

  it('G12: a pair that cannot be compared is reported and stops no other', async () => {
    const world = worldThat();
    world.grants.give(PEOPLE.eve, held);
    world.holdings.provisioned.set(PERMISSION_SETS.developer, [ACCOUNTS.payments]);
    world.grants.give(PEOPLE.eve, { ...held, permissionSetArn: PERMISSION_SETS.developer });
    const of = world.ports.assignments.of.bind(world.ports.assignments);
    world.ports.assignments.of = async (entitlement) =>
      entitlement.permissionSetArn === held.permissionSetArn
        ? Promise.reject(new Error('does not parse'))
        : of(entitlement);
    expect(await reconcile(world.ports)).toMatchObject({ unknown: 1 });
    expect(world.reported).toContain('pair-not-compared');
  });
});

describe('a lease that is late', () => {
  it('is a finding though the records do not know that it began, while its workflow runs on', async () => {
    const world = worldThat();
    const request = await world.granted('ada');
    const [lease] = await world.leasesOf(request.id);
    world.clock.advanceTo(lease!.endsAt + 6 * MINUTE);
    expect(await reconcile(world.ports)).toMatchObject({ overdue: 1, endingsStarted: 0 });
    expect(await world.leasesOf(request.id)).toMatchObject([{ status: 'scheduled' }]);
    expect(await findings(world)).toMatchObject([{ kind: 'overdue', lease: { leaseId: lease!.id } }]);
    expect(world.reported).toEqual(['lease-overdue']);
    expect(world.ports.metrics.of('OverdueLeases')).toEqual([1]);
  });

  it('is a finding until it is over', async () => {
    const world = worldThat();
    const { request, leases } = await world.active('ada');
    world.clock.advanceTo(leases[0]!.endsAt + 6 * MINUTE);
    expect(await reconcile(world.ports)).toMatchObject({ overdue: 1, endingsStarted: 1 });
    expect(await findings(world)).toMatchObject([{ kind: 'overdue', lease: { leaseId: leases[0]!.id } }]);
    expect(world.reported).toEqual(['lease-overdue']);
    await world.end(leases[0]!);
    world.clock.advance(MINUTE);
    await reconcile(world.ports);
    expect(await findings(world)).toEqual([]);
    expect(world.events(request.id)).toEqual(expect.arrayContaining(['LeaseOverdue', 'FindingSettled']));
  });
});
