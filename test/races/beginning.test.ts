import { cancelRequest } from '../../core/usecases/cancel-request';
import { reconcile } from '../../core/usecases/reconcile/reconcile';
import { PEOPLE } from '../support/build';
import { rounds } from '../support/race-world';

test.each([
  ['the holder', 'ada', 'returned'],
  ['an approver', 'cleo', 'revoked'],
] as const)('G3: ended by %s at any moment of its activation, access goes', async (_, name, endReason) => {
  const begun = await rounds(async (world, round) => {
    const lease = await world.scheduled();
    const [state, ended] = await world.turns.race(
      round,
      () => world.begin(lease),
      async () => {
        await world.turns.pass(round % 25);
        return world.end(lease.requestId, name);
      },
    );
    expect(ended.kind).toBe('ending');
    // One that was held already waits for its end, from which it is woken.
    await world.finish(lease);
    expect(world.has()).toBe(false);
    expect(await world.readLease(lease)).toMatchObject({ status: 'ended', endReason });
    expect((await world.read(lease.requestId)).status).toMatch(/ended|cancelled/);
    const record = await world.ports.assignments.read(lease.beneficiaryId, lease.target.entitlement);
    expect(record?.lock).toBeUndefined();
    const happened = await world.happened(lease.requestId);
    expect(happened.filter((type) => type === 'LeaseEndAsked')).toHaveLength(1);
    return `${state}, ${happened.includes('LeaseActivating') ? 'had joined' : 'had not joined'}`;
  });
  expect(new Set(begun)).toEqual(new Set(['active, had joined', 'over, had joined', 'over, had not joined']));
});

test('G5: a lease whose workflow runs twice is activated once, and ends once', async () => {
  await rounds(async (world, round) => {
    const lease = await world.scheduled();
    const states = await world.turns.race(
      round,
      () => world.begin(lease),
      async () => {
        await world.turns.pass(round % 20);
        return world.begin(lease);
      },
    );
    expect(states).toEqual(['active', 'active']);
    expect(world.has()).toBe(true);
    const record = await world.ports.assignments.read(lease.beneficiaryId, lease.target.entitlement);
    expect(record).toMatchObject({ leases: [lease.id], standing: false });
    expect(await world.end(lease.requestId, 'ada')).toMatchObject({ kind: 'ending' });
    await world.turns.race(
      round,
      () => world.finish(lease),
      () => world.finish(lease),
    );
    expect(world.has()).toBe(false);
    const happened = await world.happened(lease.requestId);
    for (const once of [
      'LeaseActivating',
      'LeaseActivated',
      'RequestActivated',
      'LeaseEnded',
      'RequestEnded',
    ])
      expect(happened.filter((type) => type === once)).toHaveLength(1);
  });
});

test('G2: cancelled at any moment of its activation: never held, or told that it has begun', async () => {
  const outcomes = await rounds(async (world, round) => {
    const lease = await world.scheduled();
    const { requestId } = lease;
    const [state, cancelled] = await world.turns.race(
      round,
      () => world.begin(lease),
      async () => {
        await world.turns.pass(round % 12);
        return cancelRequest({ caller: { userId: PEOPLE.ada }, requestId, comment: '' }, world.ports);
      },
    );
    expect(state).toBe(cancelled.kind === 'cancelled' ? 'over' : 'active');
    expect(world.has()).toBe(cancelled.kind !== 'cancelled');
    if (cancelled.kind === 'cancelled')
      expect(await world.happened(requestId)).toEqual([
        'RequestCreated',
        'DecisionRecorded',
        'RequestApproved',
        'RequestCancelled',
      ]);
    else {
      expect(JSON.stringify(cancelled)).toContain('not-cancellable');
      await world.end(requestId, 'ada');
      await world.finish(lease);
    }
    return cancelled.kind;
  });
  expect(new Set(outcomes).size).toBeGreaterThan(1);
});

test('G12: two reconcilers at once start a forgotten lease in one execution', async () => {
  await rounds(async (world, round) => {
    const lease = await world.scheduled();
    world.workflow.leases.clear();
    world.clock.advance(60_000);
    await world.turns.race(
      round,
      () => reconcile(world.ports),
      () => reconcile(world.ports),
    );
    const started = [...world.workflow.leases.values()].filter(({ leaseId }) => leaseId === lease.id);
    expect(started).toHaveLength(1);
    expect(await world.begin(lease)).toBe('active');
    await world.end(lease.requestId, 'ada');
    await world.finish(lease);
  });
});
