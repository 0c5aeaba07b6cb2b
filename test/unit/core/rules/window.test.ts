import fc from 'fast-check';
import { DAY, MINUTE } from '../../../../core/model/instant';
import { checkWindow, grantedWindow, windowPassed } from '../../../../core/rules/window';
import { START as now } from '../../../support/fakes/fake-clock';

const codes = (window: { startsAt?: number; minutes: number }, maxMinutes = 1_000_000) =>
  checkWindow(window, maxMinutes, now).map((each) => each.code);

describe('checkWindow', () => {
  test.each([
    ['from now on', { minutes: 60 }, []],
    ['a start just inside the tolerance', { startsAt: now - 5 * MINUTE, minutes: 60 }, []],
    ['a start just outside it', { startsAt: now - 5 * MINUTE - 1, minutes: 60 }, ['start-in-the-past']],
    ['an end at the farthest moment', { startsAt: now + 363 * DAY, minutes: 1_440 }, []],
    ['an end a millisecond later', { startsAt: now + 363 * DAY + 1, minutes: 1_440 }, ['end-too-far-ahead']],
    ['an end far away without a start', { minutes: 365 * 1_440 }, ['end-too-far-ahead']],
    ['the farthest start', { startsAt: now + 365 * DAY, minutes: 1 }, ['end-too-far-ahead']],
    ['a start beyond it', { startsAt: now + 365 * DAY + 1, minutes: 1 }, ['start-too-far-ahead']],
  ])('%s', (_, window, expected) => {
    expect(codes(window)).toEqual(expected);
  });

  test('longer than allowed is refused with the limit, in the words of people', () => {
    expect(codes({ minutes: 480 }, 480)).toEqual([]);
    expect(checkWindow({ minutes: 481 }, 480, now)).toEqual([
      {
        code: 'duration-too-long',
        message: 'You asked for 481 minutes; access may last at most 8 hours.',
        field: 'minutes',
      },
    ]);
    expect(checkWindow({ minutes: 120 }, 60, now)[0]?.message).toContain('at most 1 hour.');
    expect(checkWindow({ minutes: 4_320 }, 2_880, now)[0]?.message).toContain(
      '3 days; access may last at most 2',
    );
  });

  test('a length that is no number is refused', () => {
    expect(codes({ minutes: Number.NaN })).toContain('duration-too-long');
  });

  test('everything that is wrong is said at once', () => {
    expect(codes({ startsAt: 0, minutes: 61 }, 60)).toEqual(['duration-too-long', 'start-in-the-past']);
  });
});

describe('grantedWindow', () => {
  const minutes = fc.integer({ min: 1, max: 129_600 });
  const late = fc.integer({ min: 0, max: 30 * DAY });

  test('without a start the window begins with the approval, however late, and keeps its length', () => {
    fc.assert(
      fc.property(minutes, late, (length, delay) => {
        const { startsAt, endsAt } = grantedWindow({ minutes: length }, now + delay);
        expect(startsAt).toBe(now + delay);
        expect(endsAt - startsAt).toBe(length * MINUTE);
      }),
    );
  });

  test('G1: a fixed window stays where it is, so that a late approval never prolongs access', () => {
    fc.assert(
      fc.property(minutes, late, (length, delay) => {
        const window = { startsAt: now + DAY, minutes: length };
        expect(grantedWindow(window, now + delay)).toEqual(grantedWindow(window, now));
      }),
    );
  });
});

describe('windowPassed', () => {
  test('a fixed window is over at its end and not before', () => {
    const window = { startsAt: now, minutes: 60 };
    expect(windowPassed(window, now + 60 * MINUTE - 1)).toBe(false);
    expect(windowPassed(window, now + 60 * MINUTE)).toBe(true);
  });

  test('a window that begins with the approval never passes', () => {
    expect(windowPassed({ minutes: 1 }, now + 10_000 * DAY)).toBe(false);
  });
});
