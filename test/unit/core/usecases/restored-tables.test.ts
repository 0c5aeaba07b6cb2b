import { HOUR, MINUTE, SECOND } from '../../../../core/model/instant';
import { assignmentStream } from '../../../../core/model/audit-event';
import { entitlementKey } from '../../../../core/model/entitlement';
import { activateLease } from '../../../../core/usecases/activate-lease';
import { endAccess } from '../../../../core/usecases/end-access';
import { endLease } from '../../../../core/usecases/end-lease';
import { reconcile } from '../../../../core/usecases/reconcile/reconcile';
import { buildEntitlement, PEOPLE } from '../../../support/build';
import { dieAfter } from '../../../support/die-after';
import { leaseExecution } from '../../../support/lease-execution';
import { backUp } from '../../../support/restored-tables';
import { buildWorld, disabled, type World } from '../../../support/world';

const held = buildEntitlement('payments', 'readOnly');
const record = (world: World) => world.ports.assignments.read(PEOPLE.ada, held);
const deletions = (world: World) => world.grants.calls.filter(({ call }) => call === 'delete').length;

/** A lease that is scheduled, its execution, and a backup of the tables from before it began. */
async function scheduled(minutes = 60) {
  const world = buildWorld();
  const request = await world.granted('ada', { minutes });
  const read = async () => (await world.leasesOf(request.id))[0];
  const lease = (await read())!;
  return {
    world,
    request,
    lease,
    read,
    execution: leaseExecution(world, lease),
    restore: backUp(world.store),
  };
}

describe('a workflow keeps what its lease has joined', () => {
  it('G2: before Identity Center is asked for anything, and says it once', async () => {
    const { world, execution } = await scheduled();
    expect(await execution.activate(world.ports, true)).toEqual({
      state: 'joined',
      joined: { beneficiaryId: PEOPLE.ada, entitlement: held, standing: false },
      operationId: '',
    });
    expect(world.grants.calls.map(({ call }) => call)).toEqual(['holds']);
    expect(await execution.activate()).toMatchObject({ state: 'active' });
    expect(world.grants.calls.filter(({ call }) => call === 'create')).toHaveLength(1);
  });

  it('G4: and learns that standing access is gone, before it is made anew', async () => {
    const { world, execution } = await scheduled();
    world.grants.give(PEOPLE.ada, held);
    await execution.activate(world.ports, true);
    expect(execution.joined()).toMatchObject({ standing: true });
    world.grants.take(PEOPLE.ada, held);
    await execution.activate(world.ports, true);
    expect(execution.joined()).toMatchObject({ standing: false });
    expect(world.grants.calls.some(({ call }) => call === 'create')).toBe(false);
  });

  it('G1: and does not begin when the person was disabled before its next call', async () => {
    const { world, execution, read } = await scheduled();
    await execution.activate(world.ports, true);
    world.live.differ(disabled(PEOPLE.ada));
    expect(await execution.activate()).toEqual({ state: 'over' });
    expect(await read()).toMatchObject({ status: 'ending', failure: [{ code: 'person-disabled' }] });
    expect(world.grants.calls.some(({ call }) => call === 'create')).toBe(false);
  });

  it('and asks about the person once, in the call that asks for the access', async () => {
    const { world, execution } = await scheduled();
    const asked = jest.spyOn(world.ports.live, 'person');
    await execution.activate(world.ports, true);
    expect(asked).not.toHaveBeenCalled();
    expect(await execution.activate()).toMatchObject({ state: 'active' });
    expect(asked).toHaveBeenCalled();
  });

  it('goes on with a creation that an execution before it left running', async () => {
    const { world, lease, execution } = await scheduled();
    world.grants.operationMs = 5 * MINUTE;
    await activateLease(world.ids(lease), dieAfter(world, 11)).catch(() => undefined);
    const running = await world.grants.runningCreation(PEOPLE.ada, held);
    expect(running).toBeDefined();
    expect(await execution.activate(world.ports, true)).toMatchObject({
      state: 'joined',
      operationId: running,
    });
  });

  it('is not asked to by a workflow of before: that one goes on in one call', async () => {
    const { world, lease } = await scheduled();
    expect(await activateLease(world.ids(lease), world.ports)).toMatchObject({ state: 'active' });
  });
});

describe('tables are restored to before a lease began', () => {
  it('G3: access that is on no record as begun ends at its end, and the lease with it', async () => {
    const { world, request, execution, read, restore } = await scheduled();
    await execution.activate();
    restore();
    expect((await read())?.status).toBe('scheduled');
    world.clock.advance(HOUR);
    expect(await execution.end()).toEqual({ state: 'ended' });
    expect(world.has('ada', held)).toBe(false);
    expect(await read()).toMatchObject({ status: 'ended', endReason: 'elapsed', removal: 'removed' });
    expect(await record(world)).toMatchObject({ leases: [], standing: false });
    expect((await record(world))?.lock).toBeUndefined();
    expect(world.events(request.id)).toContain('LeaseActivating');
    expect(world.reported).toContain('records-behind');
  });

  it('G3: an activation that goes on there does not take for standing what it made itself', async () => {
    const { world, execution, read, restore } = await scheduled();
    world.grants.operationMs = 30 * SECOND;
    await execution.activate(world.ports, true);
    await execution.activate(world.ports, true);
    world.clock.advance(MINUTE);
    restore();
    expect(await execution.activate()).toMatchObject({ state: 'active' });
    expect(await read()).toMatchObject({ status: 'active', standing: false });
    world.clock.advance(HOUR);
    await execution.end();
    expect(world.has('ada', held)).toBe(false);
  });

  it('G3: at any call of the activation, access ends when the window is over', async () => {
    for (let survives = 0; survives < 24; survives += 1) {
      const { world, execution, read, restore } = await scheduled();
      await execution.activate(world.ports, true);
      await execution.activate(dieAfter(world, survives)).catch(() => undefined);
      restore();
      await execution.activate().catch(() => undefined);
      world.clock.advance(HOUR);
      await execution.end();
      const status = (await read())?.status;
      expect({
        survives,
        held: world.has('ada', held),
        over: status === 'ended' || status === 'failed',
      }).toEqual({ survives, held: false, over: true });
    }
  });

  it('G4: access that was standing before the lease stays', async () => {
    const world = buildWorld();
    world.grants.give(PEOPLE.ada, held);
    const request = await world.granted();
    const execution = leaseExecution(world, (await world.leasesOf(request.id))[0]!);
    const restore = backUp(world.store);
    await execution.activate();
    restore();
    world.clock.advance(HOUR);
    expect(await execution.end()).toEqual({ state: 'ended' });
    expect(world.has('ada', held)).toBe(true);
    expect(deletions(world)).toBe(0);
  });

  it('G3: nor is it standing when another execution of the lease has taken it for that', async () => {
    const { world, lease, execution, read, restore } = await scheduled();
    await execution.activate();
    restore();
    await world.activate(lease);
    expect(await read()).toMatchObject({ status: 'active', standing: true });
    world.clock.advance(HOUR);
    await execution.end();
    expect(world.has('ada', held)).toBe(false);
    expect(await read()).toMatchObject({ status: 'ended', removal: 'removed' });
  });

  it('G5: is not counted again while the deletion of another lease has the record locked', async () => {
    const { world, execution, read, restore } = await scheduled();
    await execution.activate();
    restore();
    const lock = { leaseId: 'another', since: world.clock.now() };
    const locked = {
      beneficiaryId: PEOPLE.ada,
      entitlement: held,
      leases: [],
      standing: false,
      lock,
      version: 1,
    };
    world.store.seed({ kind: 'assignment', after: locked });
    world.clock.advance(HOUR);
    expect((await endLease(execution.input(), world.ports)).state).toBe('waiting');
    expect((await read())?.status).toBe('scheduled');
    expect(await record(world)).toEqual(locked);
  });

  it('G3: the ending of the reconciler leaves such a lease to its workflow, which knows more', async () => {
    const { world, execution, restore, read } = await scheduled();
    await execution.activate();
    restore();
    world.clock.advance(HOUR + MINUTE);
    expect(await reconcile(world.ports)).toMatchObject({ endingsStarted: 0 });
    await execution.end();
    expect(world.has('ada', held)).toBe(false);
    expect((await read())?.status).toBe('ended');
  });

  it('G3: a lease that was called off on the restored records is ended all the same', async () => {
    const { world, request, execution, read, restore } = await scheduled();
    await execution.activate();
    restore();
    await endAccess({ caller: world.caller('cleo'), requestId: request.id, comment: 'Stop' }, world.ports);
    expect(await read()).toMatchObject({ status: 'ended', removal: 'never-held' });
    expect(await execution.end()).toEqual({ state: 'ended' });
    expect(world.has('ada', held)).toBe(false);
    expect((await record(world))?.lock).toBeUndefined();
  });
});

describe('tables are restored to before a lease was decided', () => {
  async function lost() {
    const world = buildWorld();
    const restore = backUp(world.store);
    const request = await world.granted();
    const execution = leaseExecution(world, (await world.leasesOf(request.id))[0]!);
    return { world, request, execution, restore };
  }

  it('G3: its access ends though no record knows it, and the audit trail says so', async () => {
    const { world, execution, restore } = await lost();
    await execution.activate();
    restore();
    world.clock.advance(HOUR);
    expect(await execution.end()).toEqual({ state: 'ended' });
    expect(world.has('ada', held)).toBe(false);
    expect(await record(world)).toMatchObject({ leases: [], standing: false });
    expect((await record(world))?.lock).toBeUndefined();
    const stream = assignmentStream(PEOPLE.ada, entitlementKey(held));
    expect(world.store.eventTypes(stream)).toEqual(['AssignmentMended', 'AssignmentEnded']);
    expect(world.store.findings.size).toBe(0);
  });

  it('G4: an answer that is lost and asked for again removes nothing that was made since', async () => {
    const { world, execution, restore } = await lost();
    await execution.activate();
    restore();
    world.clock.advance(HOUR);
    await execution.end();
    world.grants.give(PEOPLE.ada, held);
    expect(await execution.end()).toEqual({ state: 'ended' });
    expect(world.has('ada', held)).toBe(true);
  });

  it('G3: a crash after any call is survived', async () => {
    for (let survives = 0; survives < 16; survives += 1) {
      const { world, execution, restore } = await lost();
      await execution.activate();
      restore();
      world.clock.advance(HOUR);
      await execution.end(dieAfter(world, survives)).catch(() => undefined);
      expect(await execution.end()).toEqual({ state: 'ended' });
      expect({ survives, held: world.has('ada', held) }).toEqual({ survives, held: false });
      expect((await record(world))?.lock).toBeUndefined();
    }
  });

  it('G5: another lease that counts on the access keeps it, and takes it with it, though it took it for standing', async () => {
    const { world, execution, restore } = await lost();
    await execution.activate();
    restore();
    const other = await world.granted('ada', { minutes: 120 });
    const second = leaseExecution(world, (await world.leasesOf(other.id))[0]!);
    await second.activate();
    expect(await record(world)).toMatchObject({ standing: true });
    world.clock.advance(HOUR);
    expect(await execution.end()).toEqual({ state: 'ended' });
    expect(world.has('ada', held)).toBe(true);
    expect(await record(world)).toMatchObject({ standing: false });
    world.clock.advance(HOUR);
    await second.end();
    expect(world.has('ada', held)).toBe(false);
  });

  it('G3: nor is it standing when the other lease ended first', async () => {
    const { world, execution, restore } = await lost();
    await execution.activate();
    restore();
    const other = await world.granted('ada', { minutes: 30 });
    const second = leaseExecution(world, (await world.leasesOf(other.id))[0]!);
    await second.activate();
    world.clock.advance(30 * MINUTE);
    await second.end();
    expect(world.has('ada', held)).toBe(true);
    world.clock.advance(30 * MINUTE);
    await execution.end();
    expect(world.has('ada', held)).toBe(false);
  });

  it('G3: waits for a creation that still runs, and for a deletion of somebody else', async () => {
    const { world, execution, restore } = await lost();
    world.grants.operationMs = 2 * MINUTE;
    await execution.activate(world.ports, true);
    await execution.activate(world.ports, true);
    restore();
    await expect(execution.activate()).rejects.toThrow('There is no lease');
    expect(await execution.end()).toEqual({ state: 'ended' });
    expect(world.has('ada', held)).toBe(false);
  });

  it('G3: waits for a creation though Identity Center would take a deletion meanwhile', async () => {
    const { world, execution, restore } = await lost();
    world.grants.operationMs = 2 * MINUTE;
    await execution.activate(world.ports, true);
    await execution.activate(dieAfter(world, 14)).catch(() => undefined);
    expect(await world.grants.runningCreation(PEOPLE.ada, held)).toBeDefined();
    restore();
    world.grants.delete = async () => Promise.reject(new Error('deleted while it is made'));
    const before = await endLease(execution.input(), world.ports);
    expect(before.state).toBe('waiting');
  });

  it('G5: and for the deletion of another lease, which has the record locked', async () => {
    const { world, execution, restore } = await lost();
    await execution.activate();
    restore();
    const lock = { leaseId: 'another', since: world.clock.now() };
    const locked = {
      beneficiaryId: PEOPLE.ada,
      entitlement: held,
      leases: [],
      standing: false,
      lock,
      version: 1,
    };
    world.store.seed({ kind: 'assignment', after: locked });
    expect((await endLease(execution.input(), world.ports)).state).toBe('waiting');
    expect(await record(world)).toEqual(locked);
    const { lock: _, ...unlocked } = locked;
    world.store.seed({ kind: 'assignment', before: locked, after: { ...unlocked, version: 2 } });
    await execution.end();
    expect(world.has('ada', held)).toBe(false);
  });

  it('G12: a workflow that has joined nothing ends, and says what it met', async () => {
    const { world, execution, restore } = await lost();
    restore();
    expect(await execution.end()).toEqual({ state: 'ended' });
    expect(world.reported).toEqual(['records-behind']);
    expect(deletions(world)).toBe(0);
  });

  it('G12: who does not know what was joined goes on asking', async () => {
    const { world, execution, restore } = await lost();
    restore();
    const { joined: _, ...input } = execution.input();
    await expect(endLease(input, world.ports)).rejects.toThrow('There is no lease');
  });
});

describe('the installation is told that tables were restored', () => {
  async function doubtful() {
    const world = buildWorld();
    world.ports.recordsRestored = true;
    world.grants.give(PEOPLE.ada, held);
    const request = await world.granted();
    const [lease] = await world.leasesOf(request.id);
    return { world, request, lease: lease!, execution: leaseExecution(world, lease!) };
  }

  it('G3, G4: nothing begins on access that no record explains: it is neither standing nor ours', async () => {
    const { world, request, execution, lease } = await doubtful();
    expect(await execution.activate()).toEqual({ state: 'over' });
    const [after] = await world.leasesOf(request.id);
    expect(after).toMatchObject({ status: 'failed', failure: [{ code: 'origin-unknown' }] });
    await world.end(lease);
    expect(world.has('ada', held)).toBe(true);
    expect(await record(world)).toBeUndefined();
  });

  it('G5: a lease joins another that is on record', async () => {
    const world = buildWorld();
    await world.active();
    world.ports.recordsRestored = true;
    const { leases } = await world.active('ada', { minutes: 120 });
    expect(leases[0]).toMatchObject({ status: 'active', standing: false });
  });

  it('G3: a workflow that knows what its lease has joined has no doubts', async () => {
    const { world, execution, restore } = await scheduled();
    await execution.activate(world.ports, true);
    await execution.activate(world.ports, true);
    restore();
    world.ports.recordsRestored = true;
    expect(await execution.activate()).toMatchObject({ state: 'active' });
  });
});

describe('only the record of the assignment is behind', () => {
  it('G3: an active lease that is not counted any more still ends', async () => {
    const world = buildWorld();
    const { leases } = await world.active();
    world.store.assignments.clear();
    world.clock.advance(HOUR);
    await world.end(leases[0]!);
    expect(world.has('ada', held)).toBe(false);
    expect(await record(world)).toMatchObject({ leases: [], standing: false });
    expect((await record(world))?.lock).toBeUndefined();
  });
});

describe('a lease lives on the records and its workflow has seen it to its end', () => {
  it.each(['scheduled', 'active'] as const)('G1: %s: is ended, and does not begin again', async (status) => {
    const { world, lease, execution, read, restore } = await scheduled(2);
    await execution.activate();
    const restoreActive = backUp(world.store);
    await execution.end();
    world.executions.ended.add(lease.id);
    if (status === 'scheduled') restore();
    else restoreActive();
    expect((await read())?.status).toBe(status);
    expect(await reconcile(world.ports)).toMatchObject({ workflowsStarted: 0, endedAgain: 1 });
    expect([...world.executions.endings.values()]).toEqual([
      { kind: 'lease', requestId: lease.requestId, leaseId: lease.id },
    ]);
    await world.end(lease);
    expect(['ended', 'failed']).toContain((await read())?.status);
    expect(world.has('ada', held)).toBe(false);
  });
});
