import fc from 'fast-check';
import { HOUR, SECOND } from '../../../../core/model/instant';
import type { Urgency } from '../../../../core/ports/capacity';
import { turnAt, turnLength, turnWindow } from '../../../../core/rules/call-turns';
import { START } from '../../../support/fakes';

const at = (next: number | undefined, urgency: Urgency = 'ending', now = START) =>
  turnAt(next, turnWindow(urgency, now));

test.each([
  ['nobody called before', undefined, { kind: 'at', at: START }],
  ['the last call was long ago', START - HOUR, { kind: 'at', at: START }],
  ['others wait', START + 500, { kind: 'at', at: START + 500 }],
  ['the line is as long as it may be', START + 8 * SECOND, { kind: 'at', at: START + 8 * SECOND }],
  ['the line is too long', START + 8_001, { kind: 'full', retryAfter: 1 }],
  ['a clock that went wrong wrote a moment far ahead', START + HOUR, { kind: 'at', at: START }],
])('the turn when %s', (_, next, turn) => {
  expect(at(next)).toEqual(turn);
});

test('G3: a call for an ending finds a turn where others are sent away, and reading stands in the shortest line', () => {
  const kinds = (next: number) =>
    (['ending', 'activating', 'reading', 'comparing'] as const).map((urgency) => at(next, urgency).kind);
  expect(kinds(START + SECOND)).toEqual(['at', 'at', 'at', 'at']);
  expect(kinds(START + 2 * SECOND)).toEqual(['at', 'at', 'full', 'full']);
  expect(kinds(START + 4 * SECOND)).toEqual(['at', 'full', 'full', 'full']);
});

test('no second, wherever it begins, holds more calls than were asked for', () => {
  const arrivals = fc.array(
    fc.record({
      after: fc.integer({ min: 0, max: 400 }),
      urgency: fc.constantFrom<Urgency>('ending', 'activating', 'reading', 'comparing'),
    }),
    { maxLength: 200 },
  );
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), arrivals, (callsPerSecond, calls) => {
      let now = START;
      let next: number | undefined;
      const made: number[] = [];
      for (const call of calls) {
        now += call.after;
        const turn = at(next, call.urgency, now);
        if (turn.kind === 'full') continue;
        expect(turn.at).toBeGreaterThanOrEqual(now);
        made.push(turn.at);
        next = turn.at + turnLength(callsPerSecond);
      }
      // One of the two lines: half of the calls, and one more where the half is none.
      for (const first of made)
        expect(made.filter((one) => one >= first && one < first + SECOND).length).toBeLessThanOrEqual(
          Math.ceil(callsPerSecond / 2),
        );
    }),
  );
});
