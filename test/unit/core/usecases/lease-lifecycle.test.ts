import { MINUTE, SECOND, toIso } from '../../../../core/model/instant';
import { activateLease } from '../../../../core/usecases/activate-lease';
import { awaitDecision } from '../../../../core/usecases/await-decision';
import { awaitEnd } from '../../../../core/usecases/await-end';
import { endAccess } from '../../../../core/usecases/end-access';
import { endLease } from '../../../../core/usecases/end-lease';
import { ACCOUNTS, buildEntitlement, PEOPLE, PERMISSION_SETS } from '../../../support/build';
import { dieAfter } from '../../../support/die-after';
import { buildWorld, disabled, withoutGroups, type World } from '../../../support/world';

const held = buildEntitlement('payments', 'readOnly');
const reasonsOf = (lease: { failure?: readonly { code: string }[] } | undefined) =>
  lease?.failure?.map(({ code }) => code);

async function first(world: World, requestId: string) {
  const [lease] = await world.leasesOf(requestId);
  if (!lease) throw new Error('no lease');
  return lease;
}

describe('activation', () => {
  it('assigns, verifies, and only then calls the lease active', async () => {
    const world = buildWorld();
    const request = await world.granted();
    expect(await world.activate(await first(world, request.id))).toMatchObject({ state: 'active' });
    expect(world.has('ada', held)).toBe(true);
    expect(await first(world, request.id)).toMatchObject({ status: 'active', standing: false });
    expect((await world.read(request.id))?.status).toBe('active');
    expect(world.grants.calls.map(({ call }) => call)).toEqual(['holds', 'create', 'holds']);
    expect(world.events(request.id).slice(3)).toEqual([
      'LeaseActivating',
      'LeaseActivated',
      'RequestActivated',
    ]);
  });

  it('G2: the lease and its end stand in the records before Identity Center is asked for anything', async () => {
    const world = buildWorld();
    const request = await world.granted();
    const seen: unknown[] = [];
    const create = world.grants.create.bind(world.grants);
    world.grants.create = async (userId, entitlement) => {
      const record = await world.ports.assignments.read(userId, entitlement);
      seen.push({
        leases: record?.leases,
        due: (await world.ports.requests.dueLeases(request.endsAt, 10)).map(({ id }) => id),
      });
      return create(userId, entitlement);
    };
    const lease = await first(world, request.id);
    await world.activate(lease);
    expect(seen).toEqual([{ leases: [lease.id], due: [lease.id] }]);
    expect(world.workflow.leases.get(lease.id)).toMatchObject({ endsAt: request.endsAt });
  });

  it('G2: a crash at any point leaves no access or access that is ended', async () => {
    // Every call to a port in turn is the last that the function makes before it dies.
    for (let survives = 0; survives < 12; survives += 1) {
      const world = buildWorld();
      const request = await world.granted();
      const lease = await first(world, request.id);
      await activateLease(world.ids(lease), dieAfter(world, survives)).catch(() => undefined);
      world.clock.advance(61 * MINUTE);
      await world.end(lease);
      expect({ survives, held: world.has('ada', held) }).toEqual({ survives, held: false });
      expect(['ended', 'failed']).toContain((await first(world, request.id)).status);
    }
  });

  it.each([
    ['left the group', withoutGroups(PEOPLE.ada), 'not-eligible'],
    ['was disabled', disabled(PEOPLE.ada), 'person-disabled'],
  ])('G1: fails closed when the person %s since the approval', async (_name, change, code) => {
    const world = buildWorld();
    const request = await world.granted();
    world.live.differ(change);
    expect(await world.activate(await first(world, request.id))).toEqual({ state: 'over' });
    expect(reasonsOf((await first(world, request.id)) as never)).toEqual([code]);
    expect((await world.read(request.id))?.status).toBe('failed');
    expect(world.has('ada', held)).toBe(false);
    expect(world.grants.calls).toEqual([]);
  });

  it('G1: fails closed when the account was suspended or the window has passed', async () => {
    const suspended = buildWorld();
    const one = await suspended.granted();
    suspended.live.differ((snapshot) => ({
      ...snapshot,
      accounts: snapshot.accounts.map((account) => ({ ...account, status: 'SUSPENDED' as const })),
    }));
    await suspended.activate(await first(suspended, one.id));
    expect(reasonsOf((await first(suspended, one.id)) as never)).toEqual(['account-not-active']);

    const late = buildWorld();
    const two = await late.granted();
    late.clock.advance(60 * MINUTE);
    await late.activate(await first(late, two.id));
    expect(reasonsOf((await first(late, two.id)) as never)).toEqual(['window-passed']);
    expect(late.grants.calls).toEqual([]);
  });

  it('records what Identity Center said when the assignment fails, and leaves nothing behind', async () => {
    const world = buildWorld();
    const request = await world.granted();
    world.grants.failNext('create', 'The role quota of the account is used up');
    const lease = await first(world, request.id);
    expect(await world.activate(lease)).toEqual({ state: 'over' });
    expect(await first(world, request.id)).toMatchObject({ status: 'ending' });
    await world.end(lease);
    expect(await world.read(request.id)).toMatchObject({
      status: 'failed',
      failure: [{ message: expect.stringContaining('role quota') }],
    });
    expect(world.has('ada', held)).toBe(false);
    expect(await world.ports.assignments.read(PEOPLE.ada, held)).toMatchObject({ leases: [] });
  });

  it('does not believe a success that is not listed', async () => {
    const world = buildWorld();
    const request = await world.granted();
    world.grants.holds = async () => false;
    expect(await activateLease(world.ids(await first(world, request.id)), world.ports)).toMatchObject({
      state: 'waiting',
    });
    expect((await first(world, request.id)).status).toBe('activating');
  });

  it('waits while Identity Center is busy and goes on where it stopped', async () => {
    const world = buildWorld();
    const request = await world.granted();
    world.grants.busyNext('create', 3);
    expect(await world.activate(await first(world, request.id))).toMatchObject({ state: 'active' });
    expect(world.grants.calls.filter(({ call }) => call === 'create')).toHaveLength(4);
    expect((await world.ports.assignments.read(PEOPLE.ada, held))?.leases).toHaveLength(1);
  });

  it('may be called again at any time: an active lease stays active and nothing is asked of Identity Center', async () => {
    const world = buildWorld();
    const { leases } = await world.active();
    const before = world.grants.calls.length;
    expect(await world.activate(leases[0]!)).toMatchObject({
      state: 'active',
      endsAt: toIso(leases[0]!.endsAt),
    });
    expect(world.grants.calls).toHaveLength(before);
  });
});

describe('ending', () => {
  it('G3: calls a lease ended only after Identity Center says that the assignment is gone', async () => {
    const world = buildWorld();
    const { request, leases } = await world.active();
    world.clock.advance(60 * MINUTE);
    world.grants.operationMs = 60 * SECOND;
    expect(await endLease(world.ids(leases[0]!), world.ports)).toMatchObject({ state: 'waiting' });
    expect(await first(world, request.id)).toMatchObject({ status: 'ending' });
    expect((await world.read(request.id))?.status).toBe('active');
    await world.end(leases[0]!);
    expect(world.has('ada', held)).toBe(false);
    expect(await first(world, request.id)).toMatchObject({
      status: 'ended',
      removal: 'removed',
      endReason: 'elapsed',
    });
    expect(await world.read(request.id)).toMatchObject({ status: 'ended', endReason: 'elapsed' });
  });

  it('G3: asks for the deletion in the first call, and never gives up', async () => {
    const world = buildWorld();
    const { leases } = await world.active();
    world.clock.advanceTo(leases[0]!.endsAt);
    world.grants.busyNext('delete', 20);
    world.grants.failNext('delete');
    await world.end(leases[0]!);
    expect(world.has('ada', held)).toBe(false);
    const deletes = world.grants.calls.filter(({ call }) => call === 'delete');
    expect(deletes[0]?.at).toBe(leases[0]!.endsAt);
    expect(deletes).toHaveLength(22);
  });

  it('G4: leaves access that was there before', async () => {
    const world = buildWorld();
    world.grants.give(PEOPLE.ada, held);
    const { request, leases } = await world.active();
    expect(leases[0]).toMatchObject({ status: 'active', standing: true });
    world.clock.advance(60 * MINUTE);
    await world.end(leases[0]!);
    expect(world.has('ada', held)).toBe(true);
    expect(world.grants.calls.map(({ call }) => call)).not.toContain('delete');
    expect(await first(world, request.id)).toMatchObject({ status: 'ended', removal: 'kept-standing' });
  });

  it('G4: what is made anew after standing access was taken away is ours, and goes', async () => {
    const world = buildWorld();
    world.grants.give(PEOPLE.ada, held);
    const one = await world.active('ada');
    world.grants.take(PEOPLE.ada, held);
    const two = await world.active('ada', { minutes: 90 });
    expect(world.has('ada', held)).toBe(true);
    await world.end(one.leases[0]!);
    expect(world.has('ada', held)).toBe(true);
    world.clock.advance(90 * MINUTE);
    await world.end(two.leases[0]!);
    expect(world.has('ada', held)).toBe(false);
  });

  it('G5: the assignment goes with the last of overlapping leases, in either order', async () => {
    for (const order of [
      [0, 1],
      [1, 0],
    ] as const) {
      const world = buildWorld();
      const leases = [
        (await world.active('ada')).leases[0]!,
        (await world.active('ada', { minutes: 90 })).leases[0]!,
      ];
      world.clock.advance(95 * MINUTE);
      await world.end(leases[order[0]]!);
      expect(world.has('ada', held)).toBe(true);
      await world.end(leases[order[1]]!);
      expect(world.has('ada', held)).toBe(false);
    }
  });

  it('G5: a lease that begins while the deletion runs waits for it and then assigns afresh', async () => {
    const world = buildWorld();
    const { leases } = await world.active();
    const next = await world.granted('ada', { minutes: 120 });
    const second = await first(world, next.id);
    world.clock.advance(60 * MINUTE);
    world.grants.operationMs = 60 * SECOND;
    expect(await endLease(world.ids(leases[0]!), world.ports)).toMatchObject({ state: 'waiting' });
    expect(await activateLease(world.ids(second), world.ports)).toMatchObject({ state: 'waiting' });
    expect((await first(world, next.id)).status).toBe('scheduled');
    await world.end(leases[0]!);
    await world.activate(second);
    expect(world.has('ada', held)).toBe(true);
    expect(await first(world, next.id)).toMatchObject({ status: 'active', standing: false });
  });

  it('G7: ends for a person, a policy and a directory that no longer exist', async () => {
    const world = buildWorld();
    const { leases } = await world.active();
    world.live.differ((snapshot) => ({ ...snapshot, people: [], accounts: [], members: {} }));
    world.directory.current = undefined;
    world.store.policies.clear();
    world.clock.advance(60 * MINUTE);
    await world.end(leases[0]!);
    expect(world.has('ada', held)).toBe(false);
  });

  it('ends a revoke that came during activation', async () => {
    const world = buildWorld();
    const request = await world.granted();
    const lease = await first(world, request.id);
    const create = world.grants.create.bind(world.grants);
    world.grants.create = async (userId, entitlement) => {
      await endAccess({ caller: world.caller('cleo'), requestId: request.id, comment: 'Stop' }, world.ports);
      return create(userId, entitlement);
    };
    expect(await world.activate(lease)).toEqual({ state: 'over' });
    expect(world.has('ada', held)).toBe(true);
    await world.end(lease);
    expect(world.has('ada', held)).toBe(false);
    expect(await first(world, request.id)).toMatchObject({ status: 'ended', endReason: 'revoked' });
  });

  it('survives a crash after any call and finishes when called again', async () => {
    for (let survives = 0; survives < 10; survives += 1) {
      const world = buildWorld();
      const { request, leases } = await world.active();
      world.clock.advance(60 * MINUTE);
      await endLease(world.ids(leases[0]!), dieAfter(world, survives)).catch(() => undefined);
      await world.end(leases[0]!);
      expect({ survives, held: world.has('ada', held) }).toEqual({ survives, held: false });
      expect(await first(world, request.id)).toMatchObject({ status: 'ended', removal: 'removed' });
    }
  });

  it('ends the request with the last of several leases, though they end at the same time', async () => {
    const world = buildWorld();
    const targets = [PERMISSION_SETS.readOnly, PERMISSION_SETS.developer].map((permissionSetArn) => ({
      accountId: ACCOUNTS.payments,
      permissionSetArn,
    }));
    const { request, leases } = await world.active('ada', { targets });
    world.clock.advance(60 * MINUTE);
    await Promise.all(leases.map((lease) => world.end(lease)));
    expect(await world.read(request.id)).toMatchObject({ status: 'ended', endReason: 'elapsed' });
    expect(world.events(request.id).filter((type) => type === 'RequestEnded')).toHaveLength(1);
  });
});

describe('a creation that is still running when the end comes', () => {
  it('G3: is waited for, so that it cannot bring the access back after the end was recorded', async () => {
    const world = buildWorld();
    const request = await world.granted();
    const lease = await first(world, request.id);
    world.grants.operationMs = 90 * SECOND;
    const activation = await activateLease(world.ids(lease), world.ports);
    expect(activation).toMatchObject({ state: 'waiting', operationId: expect.stringMatching(/./) });
    await endAccess({ caller: world.caller('cleo'), requestId: request.id, comment: 'Stop' }, world.ports);
    const creationId = activation.state === 'waiting' ? activation.operationId : '';
    expect(await endLease({ ...world.ids(lease), creationId }, world.ports)).toMatchObject({
      state: 'waiting',
    });
    await world.until((deletionId) => endLease({ ...world.ids(lease), creationId, deletionId }, world.ports));
    world.clock.advance(10 * MINUTE);
    expect(world.has('ada', held)).toBe(false);
    expect((await first(world, request.id)).status).toBe('ended');
  });
});

describe('a creation of which nobody kept the id', () => {
  it('G3: is not taken for gone while it is not listed yet', async () => {
    const world = buildWorld();
    const request = await world.granted();
    const lease = await first(world, request.id);
    world.grants.operationMs = 90 * SECOND;
    const create = world.grants.create.bind(world.grants);
    world.grants.create = async (userId, entitlement) => {
      await create(userId, entitlement);
      throw new Error('the answer was lost');
    };
    await expect(activateLease(world.ids(lease), world.ports)).rejects.toThrow('lost');
    await endAccess({ caller: world.caller('cleo'), requestId: request.id, comment: 'Stop' }, world.ports);
    await world.end(lease);
    world.clock.advance(10 * MINUTE);
    expect(world.has('ada', held)).toBe(false);
    expect((await first(world, request.id)).status).toBe('ended');
  });
});

describe('waiting', () => {
  it('answers at once when the decision came before the token', async () => {
    const world = buildWorld();
    const request = await world.granted();
    await awaitDecision(
      { requestId: request.id, expiresAt: toIso(request.endsAt), taskToken: 't' },
      world.ports,
    );
    expect(world.workflow.answers).toEqual([{ token: 't', output: { status: 'scheduled' } }]);
  });

  it('answers at once when the end was asked for before the token', async () => {
    const world = buildWorld();
    const { request, leases } = await world.active();
    const wait = (taskToken: string) =>
      awaitEnd(
        { requestId: request.id, leaseId: leases[0]!.id, endsAt: toIso(request.endsAt), taskToken },
        world.ports,
      );
    await wait('before');
    expect(world.workflow.answers).toEqual([]);
    await endAccess({ caller: world.caller('ada'), requestId: request.id, comment: '' }, world.ports);
    expect(world.workflow.answers).toEqual([{ token: 'before', output: { signal: 'end' } }]);
    await wait('after');
    expect(world.workflow.answers.at(-1)).toEqual({ token: 'after', output: { signal: 'end' } });
  });
});
