import { HOUR, MINUTE, SECOND } from '../../../../core/model/instant';
import type { EmergencyStop } from '../../../../core/model/policy';
import { EMERGENCY_STOP_ID } from '../../../../core/model/policy';
import { HOURGLASS } from '../../../../core/usecases/events';
import { endLease } from '../../../../core/usecases/end-lease';
import { reconcile } from '../../../../core/usecases/reconcile/reconcile';
import { START } from '../../../support/fakes';
import { buildWorld, DEFAULT_POLICIES, type World } from '../../../support/world';

/** What a round of the reconciler says of a metric. */
async function told(world: World, name: Parameters<World['ports']['metrics']['of']>[0]): Promise<number[]> {
  const before = world.ports.metrics.of(name).length;
  await reconcile(world.ports);
  return world.ports.metrics.of(name).slice(before);
}

const NOT_FOUND = 'Received a 404 status error: the USER assignee was not found in directory';

describe('leases past their end', () => {
  it('are counted each minute, also when there are none: silence is what the alarm about the reconciler waits for', async () => {
    const world = buildWorld();
    await world.active();
    expect(await told(world, 'OverdueLeases')).toEqual([0]);
    world.clock.advance(60 * MINUTE);
    expect(await told(world, 'OverdueLeases')).toEqual([0]);
  });

  it('count from a minute after their end', async () => {
    const world = buildWorld();
    await world.active();
    world.clock.advance(61 * MINUTE + SECOND);
    expect(await told(world, 'OverdueLeases')).toEqual([1]);
  });

  it('count from a minute after an early end was asked for', async () => {
    const world = buildWorld();
    const { leases } = await world.active();
    world.grants.busyNext('delete', 10);
    for (const { id: leaseId, requestId } of leases)
      await endLease({ requestId, leaseId, attempt: 0 }, world.ports);
    world.clock.advance(61 * SECOND);
    expect(await told(world, 'OverdueLeases')).toEqual([1]);
  });

  it('that Identity Center will not remove are counted apart, so that a new one is noticed beside them', async () => {
    const world = buildWorld();
    const { leases } = await world.active();
    world.grants.failAlways('delete', NOT_FOUND);
    world.clock.advance(HOUR);
    for (const { id: leaseId, requestId } of leases)
      await endLease({ requestId, leaseId, attempt: 0 }, world.ports);
    world.clock.advance(10 * MINUTE);
    expect(await told(world, 'OverdueLeases')).toEqual([0]);
    expect(await told(world, 'OrphanedLeases')).toEqual([1]);
  });

  it('are not said to be none when they could not be read', async () => {
    const world = buildWorld();
    await world.active();
    world.clock.advance(2 * HOUR);
    const leasesDue = async (until: number) => {
      if (until > START + 24 * HOUR) throw new Error('The table cannot be read.');
      return { items: [], cursor: undefined };
    };
    const requests = Object.assign(Object.create(world.ports.requests), { leasesDue });
    await reconcile({ ...world.ports, requests });
    expect(world.ports.metrics.of('OverdueLeases')).toEqual([]);
    expect(world.reported).toContain('reconcile-part-failed');
  });
});

describe('an ending', () => {
  it('says how long after the end its deletion was asked for, and how long it took until it was over', async () => {
    const world = buildWorld();
    const { leases } = await world.active();
    const [lease] = leases;
    world.clock.advance((lease?.endsAt ?? 0) - world.clock.now() + 3 * SECOND);
    if (lease) await world.end(lease);
    expect(world.ports.metrics.of('SecondsToDeletion')).toEqual([3]);
    const [seconds = 0] = world.ports.metrics.of('SecondsPastEnd');
    expect(seconds).toBeGreaterThan(3);
    expect(seconds).toBeLessThan(10);
  });

  it('of access that stays, because it was standing, says nothing: nobody holds what they should not', async () => {
    const world = buildWorld();
    const request = await world.granted();
    for (const lease of await world.leasesOf(request.id)) {
      if (lease.target.entitlement.kind === 'account-assignment')
        world.grants.give(lease.beneficiaryId, lease.target.entitlement);
      await world.activate(lease);
      world.clock.advance(2 * HOUR);
      await world.end(lease);
    }
    expect(world.ports.metrics.of('SecondsPastEnd')).toEqual([]);
  });

  it('that finds Identity Center busy counts that', async () => {
    const world = buildWorld();
    const { leases } = await world.active();
    world.grants.busyNext('delete', 2);
    world.clock.advance(HOUR);
    for (const lease of leases) await world.end(lease);
    expect(world.ports.metrics.of('BusyAnswers')).toEqual([1, 1]);
  });
});

describe('an activation that fails', () => {
  it('counts when it is a trouble of Identity Center', async () => {
    const world = buildWorld();
    const request = await world.granted();
    world.grants.refuseNext('create', 'ServiceQuotaExceededException');
    for (const lease of await world.leasesOf(request.id)) {
      await world.activate(lease);
      await world.end(lease);
    }
    expect(world.ports.metrics.of('FailedAssignments')).toEqual([1]);
  });

  it('does not count when it is right that nothing begins', async () => {
    const world = buildWorld();
    const request = await world.granted();
    world.store.seed({ kind: 'policy', after: { ...policyOff(), version: 2 } });
    for (const lease of await world.leasesOf(request.id)) await world.activate(lease);
    expect(await world.read(request.id)).toMatchObject({ status: 'failed' });
    expect(world.ports.metrics.of('FailedAssignments')).toEqual([]);
  });
});

function policyOff() {
  const [policy] = DEFAULT_POLICIES;
  if (policy?.kind !== 'eligibility') throw new Error('The first policy is about eligibility.');
  return { ...policy, enabled: false };
}

describe('other figures', () => {
  it('a decision says after how many minutes it came', async () => {
    const world = buildWorld();
    const request = await world.ask();
    world.clock.advance(12 * MINUTE);
    await world.decide(request.id, 'cleo');
    expect(world.ports.metrics.of('ApprovalMinutes')).toEqual([12]);
  });

  it('an emergency stop says for how many hours it has been standing, and nothing once it is lifted', async () => {
    const stop: EmergencyStop = {
      kind: 'emergency-stop',
      id: EMERGENCY_STOP_ID,
      version: 1,
      changedAt: START,
      changedBy: HOURGLASS,
      stands: true,
      comment: 'credentials leaked',
    };
    const world = buildWorld([...DEFAULT_POLICIES, stop]);
    world.clock.advance(5 * HOUR);
    expect(await told(world, 'EmergencyStopHours')).toEqual([5]);
    world.store.seed({ kind: 'policy', after: { ...stop, version: 2, stands: false } });
    expect(await told(world, 'EmergencyStopHours')).toEqual([]);
  });

  it('a workflow that had to be started anew is counted', async () => {
    const world = buildWorld();
    const { leases } = await world.active();
    world.executions.stopAll();
    world.clock.advanceTo((leases[0]?.endsAt ?? 0) - 2 * MINUTE);
    expect(await told(world, 'WorkflowsMended')).toEqual([1]);
  });
});
