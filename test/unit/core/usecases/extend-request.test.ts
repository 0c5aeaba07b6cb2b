import { MINUTE, toIso } from '../../../../core/model/instant';
import { EMERGENCY_STOP_ID } from '../../../../core/model/policy';
import { awaitEnd } from '../../../../core/usecases/await-end';
import { endLease } from '../../../../core/usecases/end-lease';
import { extendRequest } from '../../../../core/usecases/extend-request';
import {
  ACCOUNTS,
  buildApprovalPolicy,
  buildEligibilityPolicy,
  buildEntitlement,
  PEOPLE,
  PERMISSION_SETS,
} from '../../../support/build';
import { buildWorld, withoutGroups, type World } from '../../../support/world';

const held = buildEntitlement('payments', 'readOnly');
const sandbox = [{ accountId: ACCOUNTS.sandbox, permissionSetArn: PERMISSION_SETS.readOnly }];

async function extend(
  world: World,
  requestId: string,
  name: keyof typeof PEOPLE = 'cleo',
  more: { minutes?: number; revision?: number; comment?: string } = {},
) {
  const revision = (await world.read(requestId))?.revision ?? 0;
  return extendRequest(
    { caller: world.caller(name), requestId, minutes: 30, comment: '', revision, ...more },
    world.ports,
  );
}

/** Finn stops activations. */
function declareStop(world: World): void {
  const changedBy = { userId: PEOPLE.finn, userName: 'finn', displayName: 'Finn Adeyemi' };
  const stop = {
    kind: 'emergency-stop',
    id: EMERGENCY_STOP_ID,
    version: 1,
    changedAt: 0,
    changedBy,
  } as const;
  world.store.seed({ kind: 'policy', after: { ...stop, stands: true, comment: 'Keys leaked' } });
}

const codes = (outcome: Awaited<ReturnType<typeof extend>>) =>
  'reasons' in outcome ? [outcome.kind, ...outcome.reasons.map(({ code }) => code)] : [outcome.kind];

describe('an end that is moved', () => {
  it('moves with lease and request in one commit, and the workflow is told', async () => {
    const world = buildWorld();
    const { request, leases } = await world.active();
    const key = { kind: 'end', requestId: request.id, leaseId: leases[0]!.id } as const;
    await world.ports.tokens.store(key, 'token-1');
    const committed = world.ledger.committed;
    expect(await extend(world, request.id, 'cleo', { comment: 'Go on' })).toMatchObject({ kind: 'extended' });
    expect(world.ledger.committed).toBe(committed + 1);
    const endsAt = request.endsAt + 30 * MINUTE;
    expect(await world.read(request.id)).toMatchObject({ status: 'active', endsAt, window: { minutes: 90 } });
    expect(await world.leasesOf(request.id)).toMatchObject([{ status: 'active', endsAt }]);
    expect(world.workflow.answers.at(-1)).toEqual({
      token: 'token-1',
      output: { signal: 'extended', endsAt: toIso(endsAt) },
    });
    const event = (await world.ports.audit.stream(`request#${request.id}`)).at(-1);
    expect(event).toMatchObject({
      type: 'RequestExtended',
      actor: { person: { userId: PEOPLE.cleo } },
      data: { minutes: 30, endsAt, endedAtBefore: request.endsAt, comment: 'Go on' },
    });
    expect(await world.ports.requests.dueLeases(endsAt - 1, 10)).toEqual([]);
    world.clock.advanceTo(endsAt);
    await world.end(leases[0]!);
    expect(world.has('ada', held)).toBe(false);
    expect(await world.read(request.id)).toMatchObject({ status: 'ended', endReason: 'elapsed' });
  });

  it('G12: is found out by a workflow that missed the signal, at the end that it waited for', async () => {
    const world = buildWorld();
    const { request, leases } = await world.active();
    await extend(world, request.id);
    const endsAt = toIso(request.endsAt + 30 * MINUTE);
    const waited = { ...world.ids(leases[0]!), endsAt: toIso(request.endsAt) };
    world.clock.advanceTo(request.endsAt);
    expect(await endLease(waited, world.ports)).toEqual({ state: 'moved', endsAt });
    expect(world.has('ada', held)).toBe(true);
    // The one that waits anew is told at once, should the end have been moved before it stored its token.
    await awaitEnd(
      { requestId: request.id, leaseId: leases[0]!.id, endsAt: waited.endsAt, taskToken: 't' },
      world.ports,
    );
    expect(world.workflow.answers.at(-1)).toEqual({ token: 't', output: { signal: 'extended', endsAt } });
    // Waiting that does not work still fails closed.
    await world.until((deletionId) => endLease({ ...waited, endsAt, deletionId }, world.ports));
    expect(world.has('ada', held)).toBe(false);
  });

  it('moves before the access begins, too', async () => {
    const world = buildWorld();
    const request = await world.granted();
    expect(codes(await extend(world, request.id))).toEqual(['extended']);
    const [lease] = await world.leasesOf(request.id);
    expect(await world.activate(lease!)).toEqual({
      state: 'active',
      endsAt: toIso(request.endsAt + 30 * MINUTE),
    });
  });

  it('is moved by the holder where no approval is needed, and by nobody else', async () => {
    const world = buildWorld();
    const { request } = await selfService(world);
    expect(codes(await extend(world, request.id, 'cleo'))).toEqual(['not-found']);
    expect(codes(await extend(world, request.id, 'ada'))).toEqual(['extended']);
  });
});

async function selfService(world: World) {
  const request = await world.ask('ada', { targets: sandbox });
  for (const lease of await world.leasesOf(request.id)) await world.activate(lease);
  return { request };
}

describe('an end that is not moved', () => {
  it('G6: by requester or beneficiary of what was approved, nor by somebody who does not see it', async () => {
    const world = buildWorld();
    const { request } = await world.active();
    expect(codes(await extend(world, request.id, 'ada'))).toEqual(['refused', 'own-request']);
    expect(codes(await extend(world, request.id, 'hana'))).toEqual(['not-found']);
    expect(await world.read(request.id)).toMatchObject({ endsAt: request.endsAt });
  });

  it('G1: for somebody who could not ask any more', async () => {
    const world = buildWorld();
    const { request } = await world.active();
    world.live.differ(withoutGroups(PEOPLE.ada));
    expect(codes(await extend(world, request.id))).toEqual(['refused', 'not-eligible']);
    expect(await world.leasesOf(request.id)).toMatchObject([{ endsAt: request.endsAt }]);
  });

  it('G1: beyond the longest duration of the rule as it is now, counted from the start', async () => {
    const world = buildWorld([buildEligibilityPolicy({ maxMinutes: 100 }), buildApprovalPolicy()]);
    const { request } = await world.active();
    expect(codes(await extend(world, request.id, 'cleo', { minutes: 41 }))).toEqual([
      'refused',
      'duration-too-long',
    ]);
    expect(codes(await extend(world, request.id, 'cleo', { minutes: 40 }))).toEqual(['extended']);
    expect(codes(await extend(world, request.id, 'cleo', { minutes: 1 }))).toEqual([
      'refused',
      'duration-too-long',
    ]);
  });

  it('G1: while an emergency stop stands', async () => {
    const world = buildWorld();
    const { request } = await world.active();
    declareStop(world);
    expect(codes(await extend(world, request.id))).toEqual(['refused', 'emergency-stop']);
    expect(await world.leasesOf(request.id)).toMatchObject([{ endsAt: request.endsAt }]);
  });

  it('G1: while an emergency stop stands that was declared when eligibility had been looked at', async () => {
    const world = buildWorld();
    const { request } = await world.active();
    const { live } = world.ports;
    const account = live.account.bind(live);
    jest.spyOn(live, 'account').mockImplementation(async (id) => {
      const found = await account(id);
      declareStop(world);
      return found;
    });
    expect(codes(await extend(world, request.id))).toEqual(['refused', 'emergency-stop']);
    expect(await world.leasesOf(request.id)).toMatchObject([{ endsAt: request.endsAt }]);
  });

  it('G3: when its end comes while all that was looked at', async () => {
    const world = buildWorld();
    const { request } = await world.active();
    const { live } = world.ports;
    const account = live.account.bind(live);
    jest.spyOn(live, 'account').mockImplementation(async (id) => {
      world.clock.advanceTo(request.endsAt);
      return account(id);
    });
    expect(codes(await extend(world, request.id))).toEqual(['refused', 'not-live']);
    expect(await world.leasesOf(request.id)).toMatchObject([{ endsAt: request.endsAt }]);
  });

  it('G3: or moves lease and request together, when its end comes right after the last look at the clock', async () => {
    const world = buildWorld();
    const { request } = await world.active();
    const { live, clock } = world.ports;
    const account = live.account.bind(live);
    jest.spyOn(live, 'account').mockImplementation(async (id) => {
      world.clock.advanceTo(request.endsAt - 1);
      jest
        .spyOn(clock, 'now')
        .mockReturnValueOnce(request.endsAt - 1)
        .mockReturnValue(request.endsAt);
      return account(id);
    });
    expect(codes(await extend(world, request.id))).toEqual(['extended']);
    const endsAt = request.endsAt + 30 * MINUTE;
    expect(await world.read(request.id)).toMatchObject({ endsAt });
    expect(await world.leasesOf(request.id)).toMatchObject([{ endsAt }]);
  });

  it('G1: by the holder once approval is needed', async () => {
    const world = buildWorld();
    const { request } = await selfService(world);
    const policies = [...world.store.policies.values()];
    const policy = policies.find(({ id }) => id === 'eligibility-2');
    if (policy?.kind !== 'eligibility') throw new Error('no policy');
    world.store.seed({
      kind: 'policy',
      after: { ...policy, approvalRequired: true, version: policy.version + 1 },
    });
    expect(codes(await extend(world, request.id, 'ada'))).toEqual(['refused', 'may-not-extend']);
  });

  it('G3: once the access is ending, or its end has come', async () => {
    const world = buildWorld();
    const { request, leases } = await world.active();
    world.clock.advanceTo(request.endsAt);
    expect(codes(await extend(world, request.id))).toEqual(['refused', 'not-live']);
    world.grants.busyNext('delete', 1);
    await endLease(world.ids(leases[0]!), world.ports);
    expect(codes(await extend(world, request.id))).toEqual(['refused', 'not-live']);
    await world.end(leases[0]!);
    expect(codes(await extend(world, request.id))).toEqual(['refused', 'not-live']);
    expect(world.has('ada', held)).toBe(false);
  });

  it('G11: from a revision that somebody else has extended already', async () => {
    const world = buildWorld();
    const { request } = await world.active();
    const { revision } = (await world.read(request.id))!;
    expect(codes(await extend(world, request.id, 'cleo', { revision }))).toEqual(['extended']);
    expect(codes(await extend(world, request.id, 'dan', { revision }))).toEqual([
      'conflict',
      'stale-revision',
    ]);
    expect(await world.read(request.id)).toMatchObject({ endsAt: request.endsAt + 30 * MINUTE });
  });
});

describe('an extension and an ending at the same moment', () => {
  it('G11: the ending comes first: the extension is told, and the access goes', async () => {
    const world = buildWorld();
    const { request, leases } = await world.active();
    world.clock.advanceTo(request.endsAt - 1);
    world.ledger.beforeNext = async () => {
      world.clock.advance(1);
      world.grants.busyNext('delete', 1);
      await endLease({ ...world.ids(leases[0]!), endsAt: toIso(request.endsAt) }, world.ports);
    };
    expect(codes(await extend(world, request.id))).toEqual(['refused', 'not-live']);
    await world.end(leases[0]!);
    expect(world.has('ada', held)).toBe(false);
    expect(await world.read(request.id)).toMatchObject({ status: 'ended', endsAt: request.endsAt });
  });

  it('G11: the extension comes first: the ending goes back to waiting', async () => {
    const world = buildWorld();
    const { request, leases } = await world.active();
    world.clock.advanceTo(request.endsAt - 1);
    let told: unknown;
    world.ledger.beforeNext = async () => {
      told = codes(await extend(world, request.id));
      world.clock.advance(1);
    };
    const endsAt = toIso(request.endsAt + 30 * MINUTE);
    expect(await endLease({ ...world.ids(leases[0]!), endsAt: toIso(request.endsAt) }, world.ports)).toEqual({
      state: 'moved',
      endsAt,
    });
    expect(told).toEqual(['extended']);
    expect(world.has('ada', held)).toBe(true);
    expect(await world.leasesOf(request.id)).toMatchObject([{ status: 'active' }]);
  });
});
