import type { CreateOutcome } from '../../core/usecases/create-request';
import { PEOPLE } from '../support/build';
import { type RaceWorld, rounds } from '../support/race-world';

/** Ids of all requests that begin in a window. */
async function idsOf({ ports }: RaceWorld, startsAt: string): Promise<string[]> {
  const live = await ports.requests.liveOf(PEOPLE.ada);
  return live.filter(({ window }) => window.startsAt === Date.parse(startsAt)).map(({ id }) => id);
}

function made(outcome: CreateOutcome): string[] {
  return outcome.kind === 'created' || outcome.kind === 'replayed' ? [outcome.request.id] : [];
}

test('G11: one wish sent twice with one Idempotency-Key: one request, and both are told of it', async () => {
  await rounds(async (world, round) => {
    const wish = world.later(round);
    const outcomes = await world.turns.race(
      round,
      () => world.create(wish, `key-${round}`),
      () => world.create(wish, `key-${round}`),
    );
    expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['created', 'replayed']);
    const ids = await idsOf(world, wish.startsAt);
    expect(ids).toHaveLength(1);
    expect(outcomes.flatMap(made)).toEqual([ids[0], ids[0]]);
    expect(await world.happened(ids[0]!)).toEqual(['RequestCreated']);
  });
});

test('G11: one key for two different wishes: one of them is made, the other is refused', async () => {
  const winners = await rounds(async (world, round) => {
    const wish = world.later(round);
    const outcomes = await world.turns.race(
      round,
      () => world.create(wish, `different-${round}`),
      () => world.create({ ...wish, minutes: 30 }, `different-${round}`),
    );
    expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['created', 'key-reused']);
    expect(await idsOf(world, wish.startsAt)).toEqual(outcomes.flatMap(made));
    return outcomes.findIndex(({ kind }) => kind === 'created');
  });
  expect(new Set(winners)).toEqual(new Set([0, 1]));
});

test('G11: the same thing asked for twice with different keys: one request, and the other is told of it', async () => {
  const winners = await rounds(async (world, round) => {
    const wish = world.later(round);
    const outcomes = await world.turns.race(
      round,
      () => world.create(wish, `one-${round}`),
      () => world.create(wish, `other-${round}`),
    );
    expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['created', 'refused']);
    expect(await idsOf(world, wish.startsAt)).toEqual(outcomes.flatMap(made));
    for (const outcome of outcomes)
      if (outcome.kind === 'refused') expect(outcome.reasons[0]?.code).toBe('live-request-exists');
    return outcomes.findIndex(({ kind }) => kind === 'created');
  });
  expect(new Set(winners)).toEqual(new Set([0, 1]));
});
