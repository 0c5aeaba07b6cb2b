import fc from 'fast-check';
import {
  formatLeft,
  formatMinutes,
  inUnit,
  minutesPer,
  shortMinutes,
} from '../../../../frontend/src/shared/duration';

describe('lengths of time', () => {
  it.each([
    [1, '1 minute'],
    [45, '45 minutes'],
    [60, '1 hour'],
    [90, '1 hour 30 minutes'],
    [1_440, '1 day'],
    [1_501, '1 day 1 hour 1 minute'],
    [0, '0 minutes'],
  ])('%d minutes read %s', (minutes, text) => expect(formatMinutes(minutes)).toBe(text));

  it.each([
    [30, '30 min'],
    [480, '8 h'],
    [90, '90 min'],
    [10_080, '7 d'],
  ])('%d minutes are %s in short', (minutes, text) => expect(shortMinutes(minutes)).toBe(text));

  it('split into a unit without changing the length', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 130_000 }), (minutes) => {
        const { amount, unit } = inUnit(minutes);
        expect(amount * minutesPer[unit]).toBe(minutes);
      }),
    );
  });

  it.each([
    [999, '1 s'],
    [61_000, '1 min 01 s'],
    [3_600_000, '1 h 00 min'],
    [90_000_000, '1 d 1 h'],
    [-5_000, '0 s'],
  ])('%d milliseconds left read %s', (ms, text) => expect(formatLeft(ms)).toBe(text));
});
