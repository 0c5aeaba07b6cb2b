import { entitlementKey } from '../../../../../core/model/entitlement';
import { assignmentStream } from '../../../../../core/model/audit-event';
import { MINUTE } from '../../../../../core/model/instant';
import { type Settings, SETTINGS_ID, SettingsBody } from '../../../../../core/model/policy';
import { activateLease } from '../../../../../core/usecases/activate-lease';
import { endStray } from '../../../../../core/usecases/end-stray';
import { HOURGLASS } from '../../../../../core/usecases/events';
import { reconcile } from '../../../../../core/usecases/reconcile/reconcile';
import { ACCOUNTS, PEOPLE, PERMISSION_SETS } from '../../../../support/build';
import { buildWorld, DEFAULT_POLICIES, type World } from '../../../../support/world';

const held = {
  kind: 'account-assignment',
  accountId: ACCOUNTS.payments,
  permissionSetArn: PERMISSION_SETS.readOnly,
} as const;

type Unknown = Settings['unknownAssignments'];

function worldThat(unknownAssignments: Unknown = 'report', unknownGraceMinutes = 30): World {
  const body = SettingsBody.parse({ unknownAssignments, unknownGraceMinutes });
  const settings: Settings = {
    ...body,
    kind: 'settings',
    id: SETTINGS_ID,
    version: 1,
    changedAt: 0,
    changedBy: HOURGLASS,
  };
  const world = buildWorld([...DEFAULT_POLICIES, settings]);
  world.holdings.provisioned.set(held.permissionSetArn, [ACCOUNTS.payments, ACCOUNTS.shop]);
  return world;
}

/** A round, and the time until the next sweep. */
async function sweep(world: World) {
  const counts = await reconcile(world.ports);
  world.clock.advance(10 * MINUTE);
  return counts;
}

const findings = async (world: World) => (await world.ports.findings.list({ limit: 100 })).items;
const eventsOf = (world: World, name: keyof typeof PEOPLE) =>
  world.store.eventTypes(assignmentStream(PEOPLE[name], entitlementKey(held)));
const recordOf = (world: World, name: keyof typeof PEOPLE) =>
  world.ports.assignments.read(PEOPLE[name], held);

/** Carries out the endings of strays that were started. */
async function endStrays(world: World) {
  for (const task of world.executions.endings.values())
    if (task.kind === 'stray')
      await world.until((deletionId) =>
        endStray({ findingId: task.findingId, attempt: 0, deletionId }, world.ports),
      );
}

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
