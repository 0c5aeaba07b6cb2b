import { person } from '../support/build';
import { type RaceWorld, ROUNDS, rounds } from '../support/race-world';
import { expireRequest } from '../../core/usecases/expire-request';
import { cancelRequest } from '../../core/usecases/cancel-request';
import { reconcile } from '../../core/usecases/reconcile/reconcile';
import { buildEntitlement, PEOPLE } from '../support/build';

const APPROVERS = ['cleo', 'dan'] as const;
const RECORDED = { approve: 'RequestApproved', reject: 'RequestRejected' } as const;

const cancel = ({ ports }: RaceWorld, requestId: string) =>
  cancelRequest({ caller: { userId: PEOPLE.ada }, requestId, comment: '' }, ports);

describe.each([
  ['two yeses', ['approve', 'approve']],
  ['a yes and a no', ['approve', 'reject']],
  ['two noes', ['reject', 'reject']],
] as const)('two approvers at once, with %s', (_, given) => {
  test('G11: one decision counts, and the other is told whose', async () => {
    const winners = await rounds(async (world, round) => {
      const { id } = await world.ask(world.later(round));
      const outcomes = await world.turns.race(
        round,
        () => world.decide(id, 'cleo', given[0]),
        () => world.decide(id, 'dan', given[1]),
      );
      const winner = outcomes[0].kind === 'decided' ? 0 : 1;
      const loser = outcomes[1 - winner]!;
      expect(outcomes[winner].kind).toBe('decided');
      expect(['conflict', 'refused']).toContain(loser.kind);
      expect(JSON.stringify(loser)).toContain(person(APPROVERS[winner]).displayName);
      const after = await world.read(id);
      expect(after.decisions.map(({ approver, answer }) => [approver.userId, answer])).toEqual([
        [PEOPLE[APPROVERS[winner]], given[winner]],
      ]);
      expect(await world.happened(id)).toEqual([
        'RequestCreated',
        'DecisionRecorded',
        RECORDED[given[winner]],
      ]);
      const leases = await world.ports.requests.leasesOf(id);
      expect(leases).toHaveLength(given[winner] === 'approve' ? 1 : 0);
      expect(leases.filter((lease) => !world.workflow.leases.has(lease.id))).toEqual([]);
      return APPROVERS[winner];
    });
    expect(new Set(winners)).toEqual(new Set(APPROVERS));
  });
});

test('G11: approval and cancellation at once end as one of them, and never as access', async () => {
  const outcomes = await rounds(async (world, round) => {
    const { id } = await world.ask(world.later(round));
    const [decided, cancelled] = await world.turns.race(
      round,
      () => world.decide(id, 'cleo'),
      async () => {
        await world.turns.pass(round % 12);
        return cancel(world, id);
      },
    );
    const after = await world.read(id);
    const happened = await world.happened(id);
    // Cancelling is allowed until the access begins, so that both may have their way, one after the other.
    expect(after.status).toBe(cancelled.kind === 'cancelled' ? 'cancelled' : 'scheduled');
    expect(happened.includes('RequestApproved')).toBe(decided.kind === 'decided');
    expect(happened.includes('RequestCancelled')).toBe(cancelled.kind === 'cancelled');
    for (const lease of await world.ports.requests.leasesOf(id)) {
      if (cancelled.kind !== 'cancelled') continue;
      expect(lease).toMatchObject({ status: 'ended', removal: 'never-held' });
      expect(await world.begin(lease)).toBe('over');
    }
    expect(world.has()).toBe(false);
    return `${decided.kind}+${cancelled.kind}`;
  });
  expect(outcomes).toHaveLength(ROUNDS);
  expect(new Set(outcomes).size).toBeGreaterThan(1);
});

test('G11: approval in the moment of expiry was in time, or is told that it was not', async () => {
  const outcomes = await rounds(async (world, round) => {
    const request = await world.ask(world.later(round));
    if (request.status !== 'pending') throw new Error(request.status);
    const { id, expiresAt } = request;
    world.clock.advanceTo(expiresAt - 1);
    const [decided] = await world.turns.race(
      round,
      () => world.decide(id, 'cleo'),
      async () => {
        await world.turns.pass(round % 10);
        world.clock.advanceTo(expiresAt);
        return expireRequest({ requestId: id }, world.ports);
      },
      () => expireRequest({ requestId: id }, world.ports),
    );
    const happened = await world.happened(id);
    if (decided.kind === 'decided') {
      expect(happened).toEqual(['RequestCreated', 'DecisionRecorded', 'RequestApproved']);
      return 'in time';
    }
    expect(happened).toEqual(['RequestCreated', 'RequestExpired']);
    expect(['conflict', 'refused']).toContain(decided.kind);
    expect(JSON.stringify(decided)).toMatch(/not-pending|decision-time-over|stale-revision/);
    return 'too late';
  });
  expect(new Set(outcomes)).toEqual(new Set(['in time', 'too late']));
});

test('G11: two reconcilers and the workflow expire a request once', async () => {
  await rounds(async (world, round) => {
    const request = await world.ask(world.later(round));
    if (request.status !== 'pending') throw new Error(request.status);
    world.clock.advanceTo(request.expiresAt + 60_000);
    const [one, two, workflow] = await world.turns.race(
      round,
      () => reconcile(world.ports),
      () => reconcile(world.ports),
      () => expireRequest({ requestId: request.id }, world.ports),
    );
    const expired = (one.expired ?? 0) + (two.expired ?? 0) + (workflow.kind === 'expired' ? 1 : 0);
    expect(expired).toBe(1);
    expect(await world.happened(request.id)).toEqual(['RequestCreated', 'RequestExpired']);
    expect(world.has(buildEntitlement())).toBe(false);
  });
});
