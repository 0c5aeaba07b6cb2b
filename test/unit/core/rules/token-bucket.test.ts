import fc from 'fast-check';
import { HOUR, MINUTE, SECOND } from '../../../../core/model/instant';
import { fullAfter, refillTime, takeOne } from '../../../../core/rules/token-bucket';
import { START } from '../../../support/fakes';

const limit = { perMinute: 60 };

test.each([
  ['never asked before', undefined, { kind: 'taken' }, START + SECOND],
  ['full for long', START - HOUR, { kind: 'taken' }, START + SECOND],
  ['taken from a moment ago', START + SECOND, { kind: 'taken' }, START + 2 * SECOND],
  ['down to its last one', START + 59 * SECOND, { kind: 'taken' }, START + 60 * SECOND],
  ['empty', START + 60 * SECOND, { kind: 'empty', retryAfter: SECOND }, START + 60 * SECOND],
  ['empty, and the next one is near', START + 59_001, { kind: 'empty', retryAfter: 1 }, START + 59_001],
  ['written by a clock that went wrong', START + HOUR, { kind: 'taken' }, START + SECOND],
])('a bucket %s', (_how, fullAt, taken, after) => {
  expect(takeOne(fullAt, limit, START)).toEqual({ taken, fullAt: after });
});

const limits = fc.integer({ min: 1, max: 6_000 }).map((perMinute) => ({ perMinute }));
const pauses = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 3 * SECOND })), {
  maxLength: 300,
});

test('in no time are more taken than a full bucket holds and what that time brings', () => {
  fc.assert(
    fc.property(limits, pauses, (each, waits) => {
      const taken: number[] = [];
      let [now, fullAt]: [number, number | undefined] = [START, undefined];
      for (const wait of waits) {
        now += wait;
        const after = takeOne(fullAt, each, now);
        fullAt = after.fullAt;
        if (after.taken.kind === 'taken') taken.push(now);
      }
      for (const [first, from] of taken.entries())
        for (const [count, to] of taken.slice(first).entries())
          expect(count + 1).toBeLessThanOrEqual(each.perMinute + (to - from) / refillTime(each));
    }),
  );
});

test('who waits as long as they are told gets one, who waits less does not', () => {
  fc.assert(
    fc.property(limits, fc.integer({ min: 0, max: MINUTE }), (each, ahead) => {
      const fullAt = START + ahead;
      const { taken } = takeOne(fullAt, each, START);
      if (taken.kind === 'taken') return;
      expect(takeOne(fullAt, each, START + taken.retryAfter).taken.kind).toBe('taken');
      expect(takeOne(fullAt, each, START + taken.retryAfter - 1).taken.kind).toBe('empty');
      expect(fullAfter(each, taken.retryAfter, START)).toBe(fullAt);
    }),
  );
});
