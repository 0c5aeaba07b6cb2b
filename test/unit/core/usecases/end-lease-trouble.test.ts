import { DAY, MINUTE, SECOND } from '../../../../core/model/instant';
import { pauseSeconds } from '../../../../core/contract/workflow';
import { activateLease } from '../../../../core/usecases/activate-lease';
import { endAccess } from '../../../../core/usecases/end-access';
import { endLease } from '../../../../core/usecases/end-lease';
import { leaseView } from '../../../../core/usecases/views/lease';
import { buildEntitlement, PEOPLE } from '../../../support/build';
import { buildWorld, type World } from '../../../support/world';

const held = buildEntitlement('payments', 'readOnly');
const NOT_FOUND = 'Received a 404 status error: the USER assignee was not found in directory d-1';

async function overdue() {
  const world = buildWorld();
  const { request, leases } = await world.active();
  const lease = leases[0]!;
  world.clock.advanceTo(lease.endsAt);
  return { world, request, lease, now: async () => (await world.leasesOf(request.id))[0] };
}

const once = (world: World, lease: { id: string; requestId: string }) =>
  endLease(world.ids(lease), world.ports);

describe('an assignment that Identity Center will not delete', () => {
  it('G3: stays ending as an orphan, is reported, audited and tried again, and ends when it is gone', async () => {
    const { world, request, lease, now } = await overdue();
    world.grants.failAlways('delete', NOT_FOUND);
    const askedAt = world.clock.now();
    expect(await once(world, lease)).toEqual({ state: 'waiting', retryAfterSeconds: 300, operationId: '' });
    const orphan = { reason: NOT_FOUND, tries: 1, since: expect.any(Number), retryAt: expect.any(Number) };
    expect(await now()).toMatchObject({ status: 'ending', orphan });
    expect((await world.read(request.id))?.status).toBe('active');
    expect(world.reported).toEqual(['lease-orphaned']);
    expect(world.events(request.id).at(-1)).toBe('LeaseOrphaned');
    const view = leaseView((await now())!);
    expect(view.orphan).toMatchObject({ reason: NOT_FOUND, tries: 1 });

    const waits: number[] = [];
    for (let tries = 2; tries <= 12; tries += 1) {
      world.clock.advance(1 * DAY);
      const outcome = await once(world, lease);
      waits.push(outcome.state === 'waiting' ? outcome.retryAfterSeconds / 60 : 0);
    }
    expect(waits).toEqual([10, 20, 40, 80, 160, 320, 640, 1_280, 1_440, 1_440, 1_440]);
    const after = await now();
    expect(after).toMatchObject({ status: 'ending', orphan: { tries: 12 } });
    if (after?.status !== 'ending') throw new Error('not ending');
    expect(after.orphan!.since - askedAt).toBeLessThan(1 * MINUTE);
    expect(world.reported).toHaveLength(12);

    world.grants.take(PEOPLE.ada, held);
    expect(await once(world, lease)).toEqual({ state: 'ended' });
    expect(await now()).toMatchObject({ status: 'ended', removal: 'gone', endReason: 'elapsed' });
    expect(await now()).not.toHaveProperty('orphan');
    expect(await world.ports.assignments.read(PEOPLE.ada, held)).not.toHaveProperty('lock');
  });

  it('G12: is said once by two calls that find it at the same moment', async () => {
    const { world, request, lease } = await overdue();
    world.grants.failAlways('delete', NOT_FOUND);
    const calls = await Promise.all([once(world, lease), once(world, lease)]);
    expect(calls.map(({ state }) => state)).toEqual(['waiting', 'waiting']);
    const said = world.events(request.id).filter((type) => type === 'LeaseOrphaned');
    expect(said).toHaveLength(1);
  });

  it('G3: is due again when it is to be tried, not each minute, for the reconciler too', async () => {
    const { world, lease, now } = await overdue();
    world.grants.failAlways('delete', NOT_FOUND);
    await once(world, lease);
    const due = await now();
    const retryAt = due?.status === 'ending' ? due.orphan!.retryAt : 0;
    expect(await world.ports.requests.dueLeases(retryAt - 1, 10)).toEqual([]);
    expect(await world.ports.requests.dueLeases(retryAt, 10)).toHaveLength(1);
  });

  it('G3: is not silent when the deletion is refused, or done and still listed', async () => {
    for (const make of [
      (world: World) => {
        world.grants.delete = async () => ({ kind: 'refused', reason: 'AccessDeniedException: no' });
      },
      (world: World) => {
        world.grants.delete = async () => ({ kind: 'gone', reason: 'ResourceNotFoundException: USER' });
        world.grants.holds = async () => true;
      },
      (world: World) => {
        world.grants.holds = async () => true;
      },
    ]) {
      const { world, lease, now } = await overdue();
      make(world);
      world.clock.advance(15 * MINUTE);
      expect(await once(world, lease)).toMatchObject({ state: 'waiting' });
      expect(await now()).toMatchObject({ status: 'ending', orphan: { tries: 1 } });
      expect(world.reported).toEqual(['lease-orphaned']);
    }
  });

  it('is no orphan while Identity Center is only busy or has an internal failure', async () => {
    const { world, lease, now } = await overdue();
    world.grants.busyNext('delete', 1);
    world.clock.advance(2 * DAY);
    expect(await once(world, lease)).toMatchObject({
      state: 'waiting',
      retryAfterSeconds: pauseSeconds(world.ids(lease)),
    });
    world.grants.failNext('delete', 'An internal service exception occurred');
    expect(await once(world, lease)).toMatchObject({
      state: 'waiting',
      retryAfterSeconds: pauseSeconds(world.ids(lease)),
    });
    expect(await now()).toMatchObject({ status: 'ending' });
    expect(await now()).not.toHaveProperty('orphan');
    expect(world.reported).toEqual([]);
  });
});

describe('an assignment that is gone', () => {
  it('G3: ends cleanly and says so when it was removed outside while the lease ran', async () => {
    const { world, request, lease, now } = await overdue();
    world.grants.take(PEOPLE.ada, held);
    expect(await once(world, lease)).toEqual({ state: 'ended' });
    expect(await now()).toMatchObject({ status: 'ended', removal: 'gone' });
    const told = (await world.ports.audit.stream(`request#${request.id}`)).filter(
      ({ type }) => type === 'LeaseEnding' || type === 'LeaseEnded',
    );
    expect(told.map(({ data }) => data.removal)).toEqual(['gone', 'gone']);
  });

  it('G3: is deleted all the same, should the listing have been behind', async () => {
    const { world, lease, now } = await overdue();
    const holds = world.grants.holds.bind(world.grants);
    world.grants.holds = async () => {
      world.grants.holds = holds;
      return false;
    };
    expect(await once(world, lease)).toEqual({ state: 'ended' });
    expect(world.has('ada', held)).toBe(false);
    expect((await now())?.status).toBe('ended');
  });

  it('G7: ends when person, account or permission set no longer exist and nothing is listed', async () => {
    const { world, lease, now } = await overdue();
    world.grants.goneNext();
    const holds = world.grants.holds.bind(world.grants);
    let listings = 0;
    world.grants.holds = async (userId, entitlement) => {
      listings += 1;
      if (listings > 1) world.grants.take(PEOPLE.ada, held);
      return holds(userId, entitlement);
    };
    expect(await once(world, lease)).toEqual({ state: 'ended' });
    expect(await now()).toMatchObject({ status: 'ended', removal: 'gone' });
  });

  it('G3: a crash after our own deletion is not taken for somebody else’s', async () => {
    const { world, lease, now } = await overdue();
    const ports = {
      ...world.ports,
      clock: { now: () => world.clock.now(), sleep: () => Promise.reject(new Error('crash')) },
    };
    await expect(endLease(world.ids(lease), ports)).rejects.toThrow('crash');
    world.clock.advance(1 * MINUTE);
    await world.end(lease);
    expect(await now()).toMatchObject({ status: 'ended', removal: 'removed' });
  });
});

describe('a listing that is throttled', () => {
  it('G3: neither ends the lease nor stops its end', async () => {
    const { world, lease, now } = await overdue();
    world.grants.busyListings = 2;
    expect(await once(world, lease)).toMatchObject({ state: 'waiting' });
    expect(await now()).toMatchObject({ status: 'ending', removal: 'removed' });
    expect(world.grants.calls.map(({ call }) => call)).toContain('delete');
    await world.end(lease);
    expect(world.has('ada', held)).toBe(false);
    expect(await now()).toMatchObject({ status: 'ended' });
  });
});

describe('a creation whose answer was lost with its caller', () => {
  it('G3: is found and waited for, though Identity Center would take a deletion meanwhile', async () => {
    const world = buildWorld();
    const request = await world.granted();
    const [lease] = await world.leasesOf(request.id);
    world.grants.operationMs = 90 * SECOND;
    const create = world.grants.create.bind(world.grants);
    world.grants.create = async (userId, entitlement) => {
      await create(userId, entitlement);
      throw new Error('the answer was lost');
    };
    await expect(activateLease(world.ids(lease!), world.ports)).rejects.toThrow('lost');
    // A deletion beside a running creation finds nothing to delete, and says that it went well.
    const started = { kind: 'started', operationId: 'd' } as const;
    const remove = world.grants.delete.bind(world.grants);
    const status = world.grants.deletion.bind(world.grants);
    world.grants.delete = async (userId, entitlement) =>
      (await world.grants.runningCreation(userId, entitlement)) === undefined
        ? remove(userId, entitlement)
        : started;
    world.grants.deletion = async (id) => (id === 'd' ? { state: 'succeeded' } : status(id));
    await endAccess({ caller: world.caller('cleo'), requestId: request.id, comment: 'Stop' }, world.ports);
    expect(await once(world, lease!)).toMatchObject({ state: 'waiting' });
    await world.end(lease!);
    world.clock.advance(10 * MINUTE);
    expect(world.has('ada', held)).toBe(false);
    expect((await world.leasesOf(request.id))[0]).toMatchObject({ status: 'ended', endReason: 'revoked' });
  });
});
