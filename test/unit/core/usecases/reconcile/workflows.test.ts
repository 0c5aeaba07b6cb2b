import { MINUTE, SECOND } from '../../../../../core/model/instant';
import { endAccess } from '../../../../../core/usecases/end-access';
import { reconcile } from '../../../../../core/usecases/reconcile/reconcile';
import { ACCOUNTS, PERMISSION_SETS } from '../../../../support/build';
import { buildWorld, type World } from '../../../../support/world';

/** Lets the reconciler's schedule run: a round each minute. */
async function rounds(world: World, count: number) {
  const outcomes = [];
  for (let n = 0; n < count; n += 1) {
    outcomes.push(await reconcile(world.ports));
    world.clock.advance(MINUTE);
  }
  return outcomes;
}

const endingsOf = (world: World) => [...world.executions.endings.values()];

describe('what is overdue', () => {
  it('G3: every lease past its end gets an ending, and what nobody decided expires', async () => {
    const world = buildWorld();
    const { leases } = await world.active();
    const pending = await world.ask('ben');
    expect(await reconcile(world.ports)).toMatchObject({
      expired: 0,
      endingsStarted: 0,
      workflowsStarted: 0,
    });
    world.clock.advance(181 * MINUTE);
    expect(await reconcile(world.ports)).toMatchObject({ expired: 1, endingsStarted: 1 });
    const { requestId, id: leaseId } = leases[0]!;
    expect(endingsOf(world)).toEqual([{ kind: 'lease', requestId, leaseId }]);
    expect((await world.read(pending.id))?.status).toBe('expired');
  });

  it('G3: needs no workflow of the lease: that one is not even asked for', async () => {
    const world = buildWorld();
    await world.active();
    world.clock.advance(61 * MINUTE);
    world.ports.workflow.startLease = async () => Promise.reject(new Error('the state machine is gone'));
    expect(await reconcile(world.ports)).toMatchObject({ endingsStarted: 1 });
  });

  it('G12: carries out an early end whose signal was lost', async () => {
    const world = buildWorld();
    const { request, leases } = await world.active();
    await world.ports.tokens.store({ kind: 'end', requestId: request.id, leaseId: leases[0]!.id }, 'token-1');
    world.workflow.failNext = new Error('away');
    await endAccess({ caller: world.caller('cleo'), requestId: request.id, comment: 'Stop' }, world.ports);
    expect(world.reported).toEqual(['signal-not-delivered']);
    world.clock.advance(31 * SECOND);
    expect(await reconcile(world.ports)).toMatchObject({ endingsStarted: 1 });
  });

  it('starts no second ending while one runs, and replaces a lost one in the next round', async () => {
    const world = buildWorld();
    await world.active();
    world.clock.advance(61 * MINUTE);
    await rounds(world, 2);
    const running = world.executions.endings.size;
    await reconcile(world.ports);
    expect(world.executions.endings.size).toBeLessThanOrEqual(running + 1);
    world.executions.stopAll();
    const before = world.executions.endings.size;
    world.clock.advance(MINUTE);
    await reconcile(world.ports);
    expect(world.executions.endings.size).toBe(before + 1);
  });

  it('G12: two reconcilers at once start one ending', async () => {
    const world = buildWorld();
    await world.active();
    world.clock.advance(61 * MINUTE);
    await Promise.all([reconcile(world.ports), reconcile(world.ports)]);
    expect(world.executions.endings.size).toBe(1);
  });

  it('G12: an ending that cannot be started is reported, and stops no other', async () => {
    const world = buildWorld();
    await world.active('ada');
    await world.active('ben');
    world.clock.advance(61 * MINUTE);
    world.executions.failNext = new Error('away');
    expect(await reconcile(world.ports)).toMatchObject({ endingsStarted: 1, failedParts: 0 });
    expect(world.reported).toEqual(['workflow-not-started']);
    world.clock.advance(MINUTE);
    expect(await reconcile(world.ports)).toMatchObject({ endingsStarted: 2 });
  });

  it('ends what is overdue though every other part fails', async () => {
    const world = buildWorld();
    await world.active();
    world.clock.advance(61 * MINUTE);
    world.ports.requests.listAll = async () => Promise.reject(new Error('away'));
    world.ports.live.person = async () => Promise.reject(new Error('away'));
    world.ports.executions.leaseState = async () => Promise.reject(new Error('away'));
    expect(await reconcile(world.ports)).toMatchObject({ endingsStarted: 1 });
    expect(world.reported).toContain('reconcile-part-failed');
  });

  it('begins nothing new when its time is over, and goes on there in the next round', async () => {
    const world = buildWorld();
    for (const name of ['ada', 'ben'] as const) await world.active(name);
    world.clock.advance(61 * MINUTE);
    const start = world.executions.startEnding.bind(world.executions);
    world.ports.executions.startEnding = async (ending) => {
      world.clock.advance(50 * SECOND);
      return start(ending);
    };
    for (let round = 0; round < 4; round += 1) {
      await reconcile(world.ports);
      world.clock.advance(11 * SECOND);
    }
    expect(new Set(endingsOf(world).map((task) => JSON.stringify(task))).size).toBe(2);
  });
});

describe('leases whose workflow was lost', () => {
  it('G3: get another one before their end, so that they end on time', async () => {
    const world = buildWorld();
    const { leases } = await world.active();
    world.executions.stopAll();
    world.clock.advanceTo(leases[0]!.endsAt - 2 * MINUTE);
    expect(await reconcile(world.ports)).toMatchObject({ workflowsStarted: 1 });
    const restarted = [...world.workflow.leases].filter(([name]) => name !== leases[0]!.id);
    expect(restarted).toHaveLength(1);
    expect(restarted[0]![1]).toMatchObject({ leaseId: leases[0]!.id, endsAt: leases[0]!.endsAt });
    expect(world.events(leases[0]!.requestId)).toContain('WorkflowRestarted');
  });

  it('are asked about only near their end: a lease costs nothing in the hours between', async () => {
    const world = buildWorld();
    const { leases } = await world.active('ada', { minutes: 240 });
    const end = leases[0]!.endsAt;
    while (world.clock.now() < end - 3 * MINUTE) {
      await reconcile(world.ports);
      world.clock.advance(MINUTE);
    }
    expect(world.executions.asked).toBe(0);
    await rounds(world, 3);
    expect(world.executions.asked).toBeGreaterThanOrEqual(2);
    expect(world.executions.endings.size + world.workflow.leases.size).toBe(1);
  });

  it('get it under its own name when it was never started, and only one', async () => {
    const world = buildWorld();
    const request = await world.ask();
    world.workflow.failNext = new Error('away');
    await world.decide(request.id, 'cleo');
    expect(world.workflow.leases.size).toBe(0);
    await Promise.all([reconcile(world.ports), reconcile(world.ports)]);
    const [lease] = await world.leasesOf(request.id);
    expect([...world.workflow.leases.keys()]).toEqual([lease!.id]);
  });

  it('get another one when the new one is lost too', async () => {
    const world = buildWorld();
    const { leases } = await world.active();
    const started = [];
    for (const minutes of [2.4, 1.4, 0.4]) {
      world.executions.stopAll();
      world.clock.advanceTo(leases[0]!.endsAt - minutes * MINUTE);
      started.push((await reconcile(world.ports)).workflowsStarted);
    }
    expect(started).toEqual([1, 1, 1]);
  });

  it('one that waits for its activation keeps its workflow', async () => {
    const world = buildWorld();
    const request = await world.granted();
    const [lease] = await world.leasesOf(request.id);
    world.grants.operationMs = 300 * SECOND;
    const { activateLease } = await import('../../../../../core/usecases/activate-lease');
    await activateLease(world.ids(lease!), world.ports);
    expect((await world.leasesOf(request.id))[0]!.status).toBe('activating');
    world.executions.stopAll();
    expect(await reconcile(world.ports)).toMatchObject({ workflowsStarted: 1 });
    world.clock.advance(MINUTE);
    expect(await reconcile(world.ports)).toMatchObject({ workflowsStarted: 0 });
  });

  it('every one of a request with several leases', async () => {
    const world = buildWorld();
    const targets = [PERMISSION_SETS.readOnly, PERMISSION_SETS.developer].map((permissionSetArn) => ({
      accountId: ACCOUNTS.payments,
      permissionSetArn,
    }));
    const { leases } = await world.active('ada', { targets });
    world.executions.stopAll();
    world.clock.advanceTo(leases[0]!.endsAt - 2 * MINUTE);
    expect(await reconcile(world.ports)).toMatchObject({ workflowsStarted: 2 });
  });
});
