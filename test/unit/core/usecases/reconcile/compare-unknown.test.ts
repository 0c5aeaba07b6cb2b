import { MINUTE } from '../../../../../core/model/instant';
import { type Settings } from '../../../../../core/model/policy';
import { endStray } from '../../../../../core/usecases/end-stray';
import { reconcile } from '../../../../../core/usecases/reconcile/reconcile';
import { ACCOUNTS, PEOPLE } from '../../../../support/build';
import {
  disableAll,
  held,
  worldThat,
  sweep,
  findings,
  eventsOf,
  recordOf,
  endStrays,
} from '../../../../support/compare-world';

describe('an assignment that no record knows', () => {
  it('is reported once, and left alone', async () => {
    const world = worldThat('report', 10);
    world.grants.give(PEOPLE.eve, held);
    expect(await sweep(world)).toMatchObject({ unknown: 1 });
    expect(await sweep(world)).toMatchObject({ unknown: 0 });
    for (let n = 0; n < 5; n += 1) await sweep(world);
    expect(eventsOf(world, 'eve')).toEqual(['AssignmentUnknown']);
    expect(world.reported).toEqual(['assignment-unknown']);
    expect(world.executions.endings.size).toBe(0);
    world.grants.take(PEOPLE.eve, held);
    expect(await sweep(world)).toMatchObject({ settled: 1 });
    expect(eventsOf(world, 'eve')).toEqual(['AssignmentUnknown', 'FindingSettled']);
    world.grants.give(PEOPLE.eve, held);
    expect(await sweep(world)).toMatchObject({ unknown: 1 });
  });

  it('G12: is reported once by two reconcilers at once', async () => {
    const world = worldThat();
    world.grants.give(PEOPLE.eve, held);
    await Promise.all([reconcile(world.ports), reconcile(world.ports)]);
    expect(eventsOf(world, 'eve')).toEqual(['AssignmentUnknown']);
  });

  it('G3: is not adopted while the installation is told that tables were restored: it may be ours', async () => {
    const world = worldThat('adopt');
    world.ports.recordsRestored = true;
    world.grants.give(PEOPLE.ada, held);
    expect(await sweep(world)).toMatchObject({ adopted: 0, unknown: 1 });
    world.ports.recordsRestored = false;
    expect(await sweep(world)).toMatchObject({ adopted: 1 });
    expect(await recordOf(world, 'ada')).toMatchObject({ standing: true });
  });

  it('is forgotten about once no enabled policy covers it, for it is no business of ours then', async () => {
    const world = worldThat('end', 10);
    world.grants.give(PEOPLE.eve, held);
    await sweep(world);
    await disableAll(world);
    expect(await sweep(world)).toMatchObject({ settledFindings: 1 });
    for (let n = 0; n < 3; n += 1) await sweep(world);
    expect(await findings(world)).toEqual([]);
    expect(world.executions.endings.size).toBe(0);
    expect(world.has('eve', held)).toBe(true);
  });

  it.each(['before', 'after'])(
    'G3: is reported, not ended, when policies ceased to cover it %s the sweep, while the installation is told that tables were restored',
    async (when) => {
      const world = worldThat('end', 10);
      world.ports.recordsRestored = true;
      world.grants.give(PEOPLE.eve, held);
      if (when === 'before') await disableAll(world);
      expect(await sweep(world)).toMatchObject({ unknown: 1 });
      if (when === 'after') await disableAll(world);
      for (let n = 0; n < 5; n += 1) await sweep(world);
      expect(await findings(world)).toMatchObject([{ kind: 'unknown-assignment' }]);
      expect(world.executions.endings.size).toBe(0);
      world.ports.recordsRestored = false;
      await sweep(world);
      expect(await findings(world)).toEqual([]);
    },
  );

  it('G4: is adopted as standing: no lease takes it away', async () => {
    const world = worldThat('adopt');
    world.grants.give(PEOPLE.ada, held);
    expect(await sweep(world)).toMatchObject({ adopted: 1, unknown: 0 });
    expect(await sweep(world)).toMatchObject({ adopted: 0 });
    expect(await recordOf(world, 'ada')).toMatchObject({ standing: true, leases: [] });
    expect(eventsOf(world, 'ada')).toEqual(['AssignmentAdopted']);
    const { leases } = await world.active('ada');
    world.clock.advance(61 * MINUTE);
    await world.end(leases[0]!);
    expect(world.has('ada', held)).toBe(true);
  });

  it('that was reported before is adopted when the setting changes', async () => {
    const world = worldThat('report');
    world.grants.give(PEOPLE.eve, held);
    await sweep(world);
    const saved = [...world.store.policies.values()].find(({ kind }) => kind === 'settings') as Settings;
    const after = { ...saved, unknownAssignments: 'adopt' as const, version: 2 };
    await world.ports.ledger.commit([{ kind: 'policy', before: saved, after }], []);
    expect(await sweep(world)).toMatchObject({ adopted: 1 });
    expect(await findings(world)).toEqual([]);
  });

  it('is ended after the grace, through the ending path, and not before', async () => {
    const world = worldThat('end', 30);
    world.grants.give(PEOPLE.eve, held);
    for (let n = 0; n < 3; n += 1) {
      await sweep(world);
      expect(world.executions.endings.size).toBe(0);
    }
    expect(await sweep(world)).toMatchObject({ strayEndings: 1 });
    await endStrays(world);
    expect(world.has('eve', held)).toBe(false);
    expect(eventsOf(world, 'eve')).toEqual([
      'AssignmentUnknown',
      'AssignmentEndAsked',
      'AssignmentEnding',
      'AssignmentEnded',
    ]);
    expect(await recordOf(world, 'eve')).toMatchObject({ leases: [], standing: false });
    expect((await recordOf(world, 'eve'))?.lock).toBeUndefined();
    expect(await findings(world)).toEqual([]);
  });

  it('G4: access recorded as standing is never touched, whatever the setting', async () => {
    const world = worldThat('end', 10);
    world.grants.give(PEOPLE.ada, held);
    const { leases } = await world.active('ada');
    world.clock.advance(61 * MINUTE);
    await world.end(leases[0]!);
    for (let n = 0; n < 5; n += 1) await sweep(world);
    await endStrays(world);
    expect(world.has('ada', held)).toBe(true);
    expect(await findings(world)).toEqual([]);
  });

  it('G5: is not ended when a lease has come to need it in the last moment', async () => {
    const world = worldThat('end', 10);
    world.grants.give(PEOPLE.ada, held);
    await sweep(world);
    await sweep(world);
    expect(world.executions.endings.size).toBe(1);
    await world.active('ada');
    await endStrays(world);
    expect(world.has('ada', held)).toBe(true);
    expect(await findings(world)).toEqual([]);
  });

  it('G5: is not ended when it went by itself and a lease has made it anew', async () => {
    const world = worldThat('end', 10);
    world.grants.give(PEOPLE.ada, held);
    await sweep(world);
    await sweep(world);
    expect(world.executions.endings.size).toBe(1);
    world.grants.take(PEOPLE.ada, held);
    await world.active('ada');
    expect((await recordOf(world, 'ada'))?.standing).toBe(false);
    await endStrays(world);
    expect(world.has('ada', held)).toBe(true);
  });

  it('holds an activation off while it is ended', async () => {
    const world = worldThat('end', 10);
    world.grants.give(PEOPLE.ada, held);
    await sweep(world);
    await sweep(world);
    const [finding] = await findings(world);
    world.grants.operationMs = 60_000;
    await endStray({ findingId: finding!.id, attempt: 0 }, world.ports);
    expect((await recordOf(world, 'ada'))?.lock).toBeDefined();
    const request = await world.granted('ada');
    const [lease] = await world.leasesOf(request.id);
    world.grants.operationMs = 1_500;
    world.clock.advance(MINUTE);
    await endStrays(world);
    await world.activate(lease!);
    expect(world.has('ada', held)).toBe(true);
    expect((await recordOf(world, 'ada'))?.standing).toBe(false);
    world.clock.advance(2 * 60 * MINUTE);
    await world.end(lease!);
    expect(world.has('ada', held)).toBe(false);
  });

  it('nothing is removed without a finding that says so', async () => {
    const world = worldThat('report');
    world.grants.give(PEOPLE.eve, held);
    await sweep(world);
    const [finding] = await findings(world);
    expect(await endStray({ findingId: finding!.id, attempt: 0 }, world.ports)).toEqual({ state: 'ended' });
    expect(await endStray({ findingId: 'made-up', attempt: 0 }, world.ports)).toEqual({ state: 'ended' });
    expect(world.has('eve', held)).toBe(true);
  });

  it('G12: an ending that fails is reported and tried again until it succeeds', async () => {
    const world = worldThat('end', 10);
    world.grants.give(PEOPLE.eve, held);
    await sweep(world);
    await sweep(world);
    world.grants.failAlways('delete', 'Received a 404 status error');
    const [finding] = await findings(world);
    // Answered with a pause for which the ending does not wait: the next one tries again.
    const answer = await endStray({ findingId: finding!.id, attempt: 0 }, world.ports);
    expect(answer).toEqual({ state: 'waiting', retryAfterSeconds: 300, operationId: '' });
    expect(world.reported).toEqual(['assignment-unknown', 'stray-not-ended']);
    world.grants.failAlways('delete', undefined);
    const before = world.executions.endings.size;
    world.executions.stopAll();
    await sweep(world);
    expect(world.executions.endings.size).toBe(before + 1);
    await endStrays(world);
    expect(world.has('eve', held)).toBe(false);
  });

  it('an ending that fails inside Identity Center is asked for again at once, and is no trouble yet', async () => {
    const world = worldThat('end', 10);
    world.grants.give(PEOPLE.eve, held);
    await sweep(world);
    await sweep(world);
    world.grants.failNext('delete', 'The operation failed because of an internal error.');
    const [finding] = await findings(world);
    const answer = await endStray({ findingId: finding!.id, attempt: 0 }, world.ports);
    expect(answer).toMatchObject({ state: 'waiting', operationId: '' });
    expect(answer).not.toMatchObject({ retryAfterSeconds: 300 });
    expect(world.reported).not.toContain('stray-not-ended');
    await endStrays(world);
    expect(world.has('eve', held)).toBe(false);
  });

  it('is settled when somebody removes it, also when nobody holds that permission set there any more', async () => {
    const world = worldThat();
    world.grants.give(PEOPLE.eve, held);
    await sweep(world);
    expect(await findings(world)).toMatchObject([{ kind: 'unknown-assignment' }]);
    world.grants.take(PEOPLE.eve, held);
    world.holdings.provisioned.set(held.permissionSetArn, [ACCOUNTS.shop]);
    expect(await sweep(world)).toMatchObject({ settled: 1 });
    expect(await findings(world)).toEqual([]);
    expect(eventsOf(world, 'eve')).toEqual(['AssignmentUnknown', 'FindingSettled']);
  });

  it("is nobody's business outside the eligibility policies", async () => {
    const world = worldThat('end', 10);
    world.store.policies.clear();
    world.grants.give(PEOPLE.eve, held);
    for (let n = 0; n < 4; n += 1) await sweep(world);
    expect(await findings(world)).toEqual([]);
    expect(world.has('eve', held)).toBe(true);
  });

  it('is not what a lease that came and went between the two listings has left', async () => {
    const world = worldThat('end', 10);
    world.grants.give(PEOPLE.ada, held);
    const holders = world.holdings.holders.bind(world.holdings);
    let listings = 0;
    world.ports.holdings.holders = async (entitlement, next) => {
      if (entitlement.accountId === held.accountId) listings += 1;
      const { version = 0 } = (await recordOf(world, 'ada')) ?? {};
      const answer = await holders(entitlement, next);
      const after = { beneficiaryId: PEOPLE.ada, entitlement: held, leases: [], standing: false };
      if (listings === 2) world.store.seed({ kind: 'assignment', after: { ...after, version: version + 1 } });
      return answer;
    };
    expect(await reconcile(world.ports)).toMatchObject({ unknown: 0 });
  });

  it('is not what a lease that ended in the same moment has left on the list', async () => {
    const world = worldThat('end', 10);
    const { leases } = await world.active('ada');
    world.clock.advance(61 * MINUTE);
    const holders = world.holdings.holders.bind(world.holdings);
    let first = true;
    world.ports.holdings.holders = async (entitlement, next) => {
      const before = await holders(entitlement, next);
      if (first) await world.end(leases[0]!);
      first = false;
      return before;
    };
    expect(await sweep(world)).toMatchObject({ unknown: 0 });
  });
});
