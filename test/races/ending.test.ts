import { awaitEnd } from '../../core/usecases/await-end';
import { reconcile } from '../../core/usecases/reconcile/reconcile';
import { MINUTE, toIso } from '../../core/model/instant';
import { PEOPLE } from '../support/build';
import { rounds } from '../support/race-world';

test('G11: given back by the holder and ended by an approver at once: one of them did it, the other is told', async () => {
  const winners = await rounds(async (world, round) => {
    const lease = await world.active();
    const [returned, revoked] = await world.turns.race(
      round,
      () => world.end(lease.requestId, 'ada'),
      () => world.end(lease.requestId, 'cleo'),
    );
    expect([returned.kind, revoked.kind].toSorted()).toEqual(['ending', 'refused']);
    const [name, endReason, loser] =
      returned.kind === 'ending'
        ? (['ada', 'returned', revoked] as const)
        : (['cleo', 'revoked', returned] as const);
    expect(loser).toMatchObject({ reasons: [{ code: 'not-live' }] });
    await world.finish(lease);
    expect(await world.readLease(lease)).toMatchObject({
      status: 'ended',
      endReason,
      endedBy: { userId: PEOPLE[name] },
    });
    expect(world.has()).toBe(false);
    return name;
  });
  expect(new Set(winners)).toEqual(new Set(['ada', 'cleo']));
});

test('G3: ended by an approver in the moment in which its time is over: it ends once, and the approver is told', async () => {
  const outcomes = await rounds(async (world, round) => {
    const lease = await world.active();
    world.clock.advanceTo(lease.endsAt);
    const [, revoked] = await world.turns.race(
      round,
      () => world.finish(lease),
      async () => {
        await world.turns.pass(round % 15);
        return world.end(lease.requestId, 'cleo');
      },
    );
    await world.finish(lease);
    expect(world.has()).toBe(false);
    const endReason = revoked.kind === 'ending' ? 'revoked' : 'elapsed';
    expect(await world.readLease(lease)).toMatchObject({ status: 'ended', endReason });
    const happened = await world.happened(lease.requestId);
    expect(happened.filter((type) => type === 'LeaseEnded')).toHaveLength(1);
    if (revoked.kind !== 'ending') expect(revoked).toMatchObject({ reasons: [{ code: 'not-live' }] });
    return revoked.kind;
  });
  expect(new Set(outcomes)).toEqual(new Set(['ending', 'refused']));
});

test('G11: extended in the moment in which it is ended: the end has its way, and whoever extends is told the truth', async () => {
  const outcomes = await rounds(async (world, round) => {
    const lease = await world.active();
    const [ended, extended] = await world.turns.race(
      round,
      async () => {
        await world.turns.pass(round % 14);
        return world.end(lease.requestId, 'ada');
      },
      () => world.extend(lease.requestId, 'cleo'),
    );
    expect(ended.kind).toBe('ending');
    await world.finish(lease);
    expect(world.has()).toBe(false);
    const after = await world.readLease(lease);
    expect(after).toMatchObject({ status: 'ended', endReason: 'returned' });
    expect(after.endsAt - lease.endsAt).toBe(extended.kind === 'extended' ? 15 * MINUTE : 0);
    if (extended.kind !== 'extended') expect(['refused', 'conflict']).toContain(extended.kind);
    return extended.kind === 'extended';
  });
  expect(new Set(outcomes)).toEqual(new Set([true, false]));
});

test('G3, G11: extended in the moment in which its time is over: it goes on, or it ends and that is told', async () => {
  const outcomes = await rounds(async (world, round) => {
    const lease = await world.active();
    world.clock.advanceTo(lease.endsAt - 1);
    const [extended] = await world.turns.race(
      round,
      () => world.extend(lease.requestId, 'cleo'),
      async () => {
        await world.turns.pass(round % 14);
        world.clock.advanceTo(lease.endsAt);
        return world.finish(lease, '', lease.endsAt);
      },
    );
    const after = await world.readLease(lease);
    expect(after.status).toBe(extended.kind === 'extended' ? 'active' : 'ended');
    expect(world.has()).toBe(extended.kind === 'extended');
    world.clock.advanceTo(after.endsAt);
    await world.finish(lease, '', after.endsAt);
    expect(world.has()).toBe(false);
    return extended.kind === 'extended';
  });
  expect(new Set(outcomes)).toEqual(new Set([true, false]));
});

test('G12: whoever asks for the end and whoever begins to wait for it: the wait is always woken', async () => {
  await rounds(async (world, round) => {
    const lease = await world.active();
    const taskToken = `token-${round}`;
    const ids = { requestId: lease.requestId, leaseId: lease.id };
    await world.turns.race(
      round,
      () => world.end(lease.requestId, 'ada'),
      async () => {
        await world.turns.pass(round % 8);
        return awaitEnd({ ...ids, endsAt: toIso(lease.endsAt), taskToken }, world.ports);
      },
    );
    expect(world.workflow.answers.filter(({ token }) => token === taskToken)).toHaveLength(1);
    await world.finish(lease);
  });
});

test('G5: a lease that begins while another on the same assignment ends has the access afterwards', async () => {
  const seen = await rounds(async (world, round) => {
    const first = await world.active();
    const wish = { startsAt: toIso(first.endsAt), minutes: 60 };
    const second = await world.scheduled(wish);
    world.clock.advanceTo(first.endsAt);
    const [, state] = await world.turns.race(
      round,
      async () => {
        await world.turns.pass(round % 13);
        return world.finish(first);
      },
      async () => {
        await world.turns.pass(round % 11);
        return world.begin(second);
      },
    );
    expect(state).toBe('active');
    expect(world.has()).toBe(true);
    expect(await world.readLease(second)).toMatchObject({ status: 'active' });
    const { removal } = { removal: undefined, ...(await world.readLease(first)) };
    await world.end(second.requestId, 'ada');
    await world.finish(second);
    expect(world.has()).toBe(false);
    return removal;
  });
  expect(new Set(seen)).toEqual(new Set(['removed', 'kept-for-other-lease']));
});

test('G5: two leases on one assignment that end at once: the last of them takes it away', async () => {
  await rounds(async (world, round) => {
    const first = await world.active();
    const second = await world.scheduled({ startsAt: toIso(first.endsAt - MINUTE), minutes: 60 });
    world.clock.advanceTo(second.startsAt);
    await world.begin(second);
    await Promise.all([first, second].map((lease) => world.end(lease.requestId, 'ada')));
    await world.turns.race(
      round,
      () => world.finish(first),
      async () => {
        await world.turns.pass(round % 10);
        return world.finish(second);
      },
    );
    expect(world.has()).toBe(false);
    const ended = [await world.readLease(first), await world.readLease(second)];
    expect(new Set(ended.map((lease) => lease.status === 'ended' && lease.removal))).toEqual(
      new Set(['kept-for-other-lease', 'removed']),
    );
  });
});

test('G3, G12: two reconcilers and the workflow end an overdue lease once', async () => {
  await rounds(async (world, round) => {
    const lease = await world.active();
    world.workflow.leases.clear();
    world.clock.advanceTo(lease.endsAt + 60_000);
    await world.turns.race(
      round,
      () => reconcile(world.ports),
      () => reconcile(world.ports),
      () => world.finish(lease),
    );
    // One ending, whoever asked for it: both reconcilers name it alike.
    expect(world.executions.endings.size).toBe(1);
    world.executions.endings.clear();
    await world.finish(lease);
    expect(world.has()).toBe(false);
    const happened = await world.happened(lease.requestId);
    expect(happened.filter((type) => type === 'LeaseEnded')).toHaveLength(1);
    expect(happened.filter((type) => type === 'RequestEnded')).toHaveLength(1);
  });
});
