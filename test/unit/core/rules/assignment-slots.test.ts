import fc from 'fast-check';
import type { AssignmentSlots } from '../../../../core/model/assignment-slots';
import { MINUTE, SECOND } from '../../../../core/model/instant';
import type { SlotWish } from '../../../../core/ports/capacity';
import { bindSlot, keepSlot, noSlots, releaseSlot, takeSlot } from '../../../../core/rules/assignment-slots';
import { START } from '../../../support/fakes';

const MOST = 12;
const account = (n: number) => String(100_000_000_000 + n);
const wish = (n: number, kind: SlotWish['kind'] = 'delete', claim = `claim-${kind}-${n}`): SlotWish => ({
  claim,
  accountId: account(n),
  kind,
});

/** What is there after these wishes, each of which must have been granted. */
function taken(wishes: readonly SlotWish[], now = START, before: AssignmentSlots = noSlots): AssignmentSlots {
  return wishes.reduce((slots, one) => {
    const { answer, after } = takeSlot(slots, one, now, MOST);
    if (answer.kind !== 'taken' || !after) throw new Error(`${one.claim}: ${JSON.stringify(answer)}`);
    return after;
  }, before);
}

const many = (count: number, kind: SlotWish['kind'], from = 0) =>
  Array.from({ length: count }, (_, n) => wish(from + n, kind));
const asked = (slots: AssignmentSlots, one: SlotWish, now = START) => takeSlot(slots, one, now, MOST);

test('an account has one operation at a time, and the next when that is over', () => {
  const slots = taken([wish(1, 'delete', 'first')]);
  expect(asked(slots, wish(1, 'create')).answer).toMatchObject({ kind: 'full' });
  expect(asked(slots, wish(1, 'delete', 'second')).answer).toMatchObject({ kind: 'full' });
  expect(asked(slots, wish(2, 'create')).answer).toEqual({ kind: 'taken' });
  const free = releaseSlot(slots, 'first', START);
  expect(asked(free!, wish(1, 'create')).answer).toEqual({ kind: 'taken' });
});

test('as many as are allowed run at once, and not one more', () => {
  const slots = taken(many(MOST, 'delete'));
  expect(asked(slots, wish(99)).answer).toMatchObject({ kind: 'full' });
});

test('G3: creations leave three slots to deletions', () => {
  const slots = taken(many(MOST - 3, 'create'));
  expect(asked(slots, wish(50, 'create')).answer).toMatchObject({ kind: 'full' });
  expect(Object.keys(taken(many(3, 'delete', 60), START, slots).taken)).toHaveLength(MOST);
});

test('G3: a deletion that found no slot keeps every creation back until it has been served, or has long been silent', () => {
  const full = asked(taken(many(MOST, 'delete')), wish(99)).after!;
  const room = [0, 1, 2, 3].reduce(
    (slots, n) => releaseSlot(slots, `claim-delete-${n}`, START) ?? slots,
    full,
  );
  const soon = START + 10 * SECOND;
  expect(asked(room, wish(70, 'create'), soon).answer).toMatchObject({ kind: 'full' });
  expect(asked(room, wish(99), soon).answer).toEqual({ kind: 'taken' });
  expect(asked(room, wish(70, 'create'), START + 16 * SECOND).answer).toEqual({ kind: 'taken' });
});

test('G3: a deletion that waits in an account comes before every creation there, and holds up none elsewhere', () => {
  const busy = taken([wish(1, 'create', 'running')]);
  const waiting = asked(busy, wish(1)).after!;
  const free = releaseSlot(waiting, 'running', START + SECOND)!;
  const next = START + 2 * SECOND;
  expect(asked(free, wish(1, 'create'), next).answer).toMatchObject({ kind: 'full' });
  expect(asked(free, wish(2, 'create'), next).answer).toEqual({ kind: 'taken' });
  const served = asked(free, wish(1), next);
  expect(served.answer).toEqual({ kind: 'taken' });
  const after = releaseSlot(served.after!, 'claim-delete-1', next)!;
  expect(asked(after, wish(1, 'create'), next).answer).toEqual({ kind: 'taken' });
});

test('a deletion that waits writes so once, not each time it asks', () => {
  const first = asked(taken([wish(1, 'create')]), wish(1));
  expect(first.after).toBeDefined();
  expect(asked(first.after!, wish(1), START + 10 * SECOND).after).toBeUndefined();
  expect(asked(first.after!, wish(1), START + 19 * SECOND).after).toBeUndefined();
  const crowded = asked(taken(many(MOST, 'delete')), wish(99));
  expect(asked(crowded.after!, wish(98), START + SECOND).after).toBeUndefined();
});

test('who dies before the start holds the slot for 20 seconds, who started for 45 after the operation was last seen', () => {
  const claimed = taken([wish(1)]);
  expect(asked(claimed, wish(1), START + 20 * SECOND - 1).answer).toMatchObject({ kind: 'full' });
  expect(asked(claimed, wish(1), START + 20 * SECOND).answer).toEqual({ kind: 'taken' });
  const started = bindSlot(claimed, 'claim-delete-1', 'operation-1', START + SECOND)!;
  expect(asked(started, wish(1), START + 46 * SECOND - 1).answer).toMatchObject({ kind: 'full' });
  expect(asked(started, wish(1), START + 46 * SECOND).answer).toEqual({ kind: 'taken' });
  const seen = keepSlot(started, 'operation-1', START + 40 * SECOND)!;
  expect(asked(seen, wish(1), START + 85 * SECOND - 1).answer).toMatchObject({ kind: 'full' });
  expect(asked(seen, wish(1), START + 85 * SECOND).answer).toEqual({ kind: 'taken' });
});

test('an operation that is seen often is not written each time, and one without a slot not at all', () => {
  const started = bindSlot(taken([wish(1)]), 'claim-delete-1', 'operation-1', START)!;
  expect(keepSlot(started, 'operation-1', START + 20 * SECOND)).toBeUndefined();
  expect(keepSlot(started, 'operation-2', START + 30 * SECOND)).toBeUndefined();
  expect(keepSlot(started, 'operation-1', START + 50 * SECOND)).toBeUndefined();
});

test('a slot is given back by its claim or by its operation, and giving it back twice does nothing', () => {
  const slots = bindSlot(taken([wish(1), wish(2)]), 'claim-delete-1', 'operation-1', START)!;
  const after = releaseSlot(slots, 'operation-1', START)!;
  expect(Object.keys(after.taken)).toEqual([account(2)]);
  expect(releaseSlot(after, 'operation-1', START)).toBeUndefined();
  expect(releaseSlot(after, 'claim-delete-1', START)).toBeUndefined();
  expect(releaseSlot(after, 'claim-delete-2', START)?.taken).toEqual({});
});

test('a slot that has expired and been taken by somebody else is not given back by the first', () => {
  const again = asked(taken([wish(1, 'delete', 'first')]), wish(1, 'delete', 'second'), START + MINUTE)
    .after!;
  expect(releaseSlot(again, 'first', START + MINUTE)).toBeUndefined();
  expect(bindSlot(again, 'first', 'operation-1', START + MINUTE)).toBeUndefined();
});

test('what a clock that went wrong has written far ahead does not count', () => {
  const wrong = taken(many(MOST, 'delete'), START + 60 * MINUTE);
  expect(asked(wrong, wish(99)).answer).toEqual({ kind: 'taken' });
  expect(asked({ ...noSlots, crowdedUntil: START + 60 * MINUTE }, wish(1, 'create')).answer).toEqual({
    kind: 'taken',
  });
});

type Step = {
  at: number;
  kind: SlotWish['kind'];
  account: number;
  what: 'take' | 'bind' | 'release';
  pick: number;
};
const step: fc.Arbitrary<Step> = fc.record({
  at: fc.integer({ min: 0, max: 3_000 }),
  kind: fc.constantFrom('create', 'delete'),
  account: fc.integer({ min: 0, max: 20 }),
  what: fc.constantFrom('take', 'take', 'take', 'bind', 'release'),
  pick: fc.nat(),
});

test('whatever happens in whatever order: never too many, never two in an account, always room for a deletion', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
      let slots = noSlots;
      let now = START;
      const claims: string[] = [];
      for (const [index, one] of steps.entries()) {
        now += one.at;
        const claim = claims[one.pick % Math.max(1, claims.length)] ?? 'none';
        if (one.what === 'bind') slots = bindSlot(slots, claim, `op-${claim}`, now) ?? slots;
        else if (one.what === 'release') slots = releaseSlot(slots, claim, now) ?? slots;
        else {
          claims.push(`claim-${index}`);
          slots = takeSlot(slots, wish(one.account, one.kind, `claim-${index}`), now, MOST).after ?? slots;
        }
        const held = Object.values(slots.taken);
        expect(held.length).toBeLessThanOrEqual(MOST);
        expect(held.filter(({ kind }) => kind === 'create').length).toBeLessThanOrEqual(MOST - 3);
        expect(new Set(held.map((slot) => slot.claim)).size).toBe(held.length);
      }
    }),
  );
});
