import { HOUR } from '../../../../core/model/instant';
import { activateLease } from '../../../../core/usecases/activate-lease';
import { endStray } from '../../../../core/usecases/end-stray';
import { buildEntitlement, PEOPLE } from '../../../support/build';
import { buildWorld, type World } from '../../../support/world';

const held = buildEntitlement('payments', 'readOnly');

/** An activation whose creation hangs right before Identity Center until the lease is over, and something more has happened. */
async function overtaken(meanwhile: (world: World) => Promise<void> = async () => undefined) {
  const world = buildWorld();
  const request = await world.granted();
  const [lease] = await world.leasesOf(request.id);
  const create = world.grants.create.bind(world.grants);
  world.grants.create = async (userId, entitlement) => {
    world.grants.create = create;
    world.clock.advance(HOUR);
    await world.end(lease!);
    await meanwhile(world);
    return create(userId, entitlement);
  };
  expect(await activateLease(world.ids(lease!), world.ports)).toEqual({ state: 'over' });
  const status = async () => (await world.leasesOf(request.id))[0]?.status;
  return { world, status };
}

describe('a creation that comes through when its lease is over', () => {
  it('G3: is left over, said aloud, and removed', async () => {
    const { world, status } = await overtaken();
    expect(await status()).toBe('ended');
    expect(world.has('ada', held)).toBe(true);
    expect(world.reported).toEqual(['assignment-left-over']);
    const [finding] = (await world.ports.findings.list({ limit: 10 })).items;
    expect(finding).toMatchObject({ kind: 'left-over', beneficiaryId: PEOPLE.ada, entitlement: held });
    expect(finding?.endAskedAt).toBeDefined();
    const input = { findingId: finding!.id, attempt: 0 };
    expect(await world.until((deletionId) => endStray({ ...input, deletionId }, world.ports))).toEqual({
      state: 'ended',
    });
    expect(world.has('ada', held)).toBe(false);
    expect((await world.ports.assignments.read(PEOPLE.ada, held))?.lock).toBeUndefined();
  });

  it('G5: stays when another lease has begun on it meanwhile, and goes with that one', async () => {
    let other: Awaited<ReturnType<World['active']>> | undefined;
    const { world } = await overtaken(async (one) => {
      other = await one.active('ada', { minutes: 120 });
    });
    expect((await world.ports.findings.list({ limit: 10 })).items).toEqual([]);
    expect(world.has('ada', held)).toBe(true);
    world.clock.advance(2 * HOUR);
    await world.end(other!.leases[0]!);
    expect(world.has('ada', held)).toBe(false);
  });

  it('G4: stays when somebody else has made it standing meanwhile, and a lease has found it', async () => {
    const { world } = await overtaken(async (one) => {
      one.grants.give(PEOPLE.ada, held);
      await one.active('ada', { minutes: 120 });
    });
    expect((await world.ports.findings.list({ limit: 10 })).items).toEqual([]);
    expect(await world.ports.assignments.read(PEOPLE.ada, held)).toMatchObject({ standing: true });
  });

  it('G3: is not asked for when reading the emergency stop took until the end', async () => {
    const world = buildWorld();
    const request = await world.granted();
    const [lease] = await world.leasesOf(request.id);
    const read = world.ports.policies.read.bind(world.ports.policies);
    let reads = 0;
    world.ports.policies.read = async (kind, id) => {
      reads += 1;
      if (reads === 2) world.clock.advance(HOUR);
      return read(kind, id);
    };
    await activateLease(world.ids(lease!), world.ports);
    expect(world.grants.calls.filter(({ call }) => call === 'create')).toEqual([]);
  });
});
