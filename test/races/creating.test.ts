import { randomUUID } from 'node:crypto';
import { RequestPage } from '../../core/contract/requests';
import { taken, useLaptop } from '../support/laptop';
import { codesOf } from '../support/laptop-http';
import { atOnce, inRounds, personOf, windowOf } from '../support/laptop-races';

const lab = useLaptop();

/** Ids of all requests for an account; the sample organization has a past. */
async function idsOf(accountId: string): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const next = cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const path = `/requests?view=all&accountId=${accountId}&limit=100${next}`;
    const page = RequestPage.parse((await lab.call('aud', 'GET', path)).body);
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.cursor;
  } while (cursor !== undefined);
  return ids;
}

test('one wish sent twice with one Idempotency-Key: one request, and both are told of it', async () => {
  const target = await lab.fresh();
  const past = await idsOf(target.accountId);
  const made = await inRounds(10, async (round) => {
    const headers = { 'idempotency-key': randomUUID() };
    const wish = windowOf(lab, round);
    const once = () => lab.create(personOf(round), target, wish, headers);
    const [one, two] = await atOnce(round, once, once);
    const ids = [taken(one, 201).id, taken(two, 201).id];
    const replayed = [one, two].filter((answer) => answer.headers.get('idempotency-replayed') === 'true');
    expect(replayed).toHaveLength(1);
    expect(new Set(ids).size).toBe(1);
    return ids[0]!;
  });
  expect((await idsOf(target.accountId)).toSorted()).toEqual([...past, ...made].toSorted());
});

test('one key for two different wishes: one of them is made, the other is refused', async () => {
  const target = await lab.fresh();
  const past = await idsOf(target.accountId);
  const made = await inRounds(10, async (round) => {
    const headers = { 'idempotency-key': randomUUID() };
    const wish = windowOf(lab, round);
    const [one, two] = await atOnce(
      round,
      () => lab.create(personOf(round), target, wish, headers),
      () => lab.create(personOf(round), target, { ...wish, minutes: 30 }, headers),
    );
    expect([one.status, two.status].toSorted((a, b) => a - b)).toEqual([201, 422]);
    return taken(one.status === 201 ? one : two, 201).id;
  });
  expect((await idsOf(target.accountId)).toSorted()).toEqual([...past, ...made].toSorted());
});

test('the same thing asked for twice with different keys: one request, and the other is told of it', async () => {
  const target = await lab.fresh();
  const past = await idsOf(target.accountId);
  const outcomes = await inRounds(10, async (round) => {
    const wish = windowOf(lab, round);
    const once = () => lab.create(personOf(round), target, wish, { 'idempotency-key': randomUUID() });
    const [one, two] = await atOnce(round, once, once);
    const statuses = [one.status, two.status].toSorted((a, b) => a - b);
    expect(statuses.join('+')).toBe('201+409');
    for (const answer of [one, two])
      if (answer.status === 409) expect(codesOf(answer)).toEqual(['live-request-exists']);
    const third = await once();
    expect(codesOf(third)).toEqual(['live-request-exists']);
    return [one, two].flatMap((answer) => (answer.status === 201 ? [taken(answer, 201).id] : []));
  });
  const made = outcomes.flat();
  expect(new Set(made).size).toBe(made.length);
  expect((await idsOf(target.accountId)).toSorted()).toEqual([...past, ...made].toSorted());
});
