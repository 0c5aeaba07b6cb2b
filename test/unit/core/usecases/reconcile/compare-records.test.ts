import { MINUTE } from '../../../../../core/model/instant';
import { activateLease } from '../../../../../core/usecases/activate-lease';
import { reconcile } from '../../../../../core/usecases/reconcile/reconcile';
import { PEOPLE } from '../../../../support/build';
import {
  held,
  worldThat,
  sweep,
  findings,
  eventsOf,
  recordOf,
  endStrays,
} from '../../../../support/compare-world';

describe('records that hold leases that are over', () => {
  async function restored(status: 'ended' | 'gone') {
    const world = worldThat();
    const { leases } = await world.active('ada');
    world.clock.advance(61 * MINUTE);
    const before = (await recordOf(world, 'ada'))!;
    await world.end(leases[0]!);
    const now = (await recordOf(world, 'ada'))!;
    world.store.seed({ kind: 'assignment', after: { ...before, version: now.version + 1 } });
    if (status === 'gone') world.store.leases.clear();
    return { world, leases };
  }

  it.each(['ended', 'gone'] as const)(
    'G3: %s: are mended, and access that only they explain is removed',
    async (status) => {
      const { world } = await restored(status);
      world.grants.give(PEOPLE.ada, held);
      expect(await sweep(world)).toMatchObject({ mended: 1, strayEndings: 1 });
      expect(await recordOf(world, 'ada')).toMatchObject({ leases: [] });
      await endStrays(world);
      expect(world.has('ada', held)).toBe(false);
      expect(eventsOf(world, 'ada')).toEqual(['AssignmentMended', 'AssignmentEnded']);
      expect(await findings(world)).toEqual([]);
    },
  );

  it('G4: what they have left is never taken for standing by a lease that comes at that moment', async () => {
    const { world } = await restored('ended');
    world.grants.give(PEOPLE.ada, held);
    await reconcile(world.ports);
    const request = await world.granted('ada');
    const [lease] = await world.leasesOf(request.id);
    expect(await activateLease(world.ids(lease!), world.ports)).toMatchObject({ state: 'waiting' });
    await endStrays(world);
    await world.activate(lease!);
    expect((await recordOf(world, 'ada'))?.standing).toBe(false);
    world.clock.advance(61 * MINUTE);
    await world.end(lease!);
    expect(world.has('ada', held)).toBe(false);
  });

  it('are mended without an ending when nothing is left', async () => {
    const { world } = await restored('ended');
    expect(await sweep(world)).toMatchObject({ mended: 1, strayEndings: 0 });
    expect(await sweep(world)).toMatchObject({ mended: 0 });
    expect(await recordOf(world, 'ada')).toMatchObject({ leases: [], standing: false });
  });

  it('a lock that a lease which is over has left is taken off by an ending', async () => {
    const { world, leases } = await restored('ended');
    const record = (await recordOf(world, 'ada'))!;
    const lock = { leaseId: leases[0]!.id, since: world.clock.now() };
    world.store.seed({
      kind: 'assignment',
      after: { ...record, leases: [], lock, version: record.version + 1 },
    });
    world.grants.give(PEOPLE.ada, held);
    expect(await sweep(world)).toMatchObject({ mended: 1, strayEndings: 1 });
    await endStrays(world);
    expect((await recordOf(world, 'ada'))?.lock).toBeUndefined();
    expect(world.has('ada', held)).toBe(false);
  });

  it('G12: a lease that waits for such a lock gets on, also where nobody holds the permission set', async () => {
    const { world, leases } = await restored('ended');
    const record = (await recordOf(world, 'ada'))!;
    const lock = { leaseId: leases[0]!.id, since: world.clock.now() };
    world.store.seed({
      kind: 'assignment',
      after: { ...record, leases: [], lock, version: record.version + 1 },
    });
    world.holdings.provisioned.clear();
    const request = await world.granted('ada');
    const [lease] = await world.leasesOf(request.id);
    expect(await activateLease(world.ids(lease!), world.ports)).toMatchObject({ state: 'waiting' });
    expect(await sweep(world)).toMatchObject({ mended: 1 });
    await endStrays(world);
    expect(await world.activate(lease!)).toMatchObject({ state: 'active' });
  });

  it('G5: a live lease beside it keeps the access', async () => {
    const { world, leases } = await restored('ended');
    const other = await world.active('ada');
    const record = (await recordOf(world, 'ada'))!;
    const ids = [...record.leases, leases[0]!.id];
    world.store.seed({
      kind: 'assignment',
      after: { ...record, leases: [...new Set(ids)], version: record.version + 1 },
    });
    expect(await sweep(world)).toMatchObject({ mended: 1, strayEndings: 0 });
    expect((await recordOf(world, 'ada'))?.leases).toEqual([other.leases[0]!.id]);
    expect(world.has('ada', held)).toBe(true);
  });
});
