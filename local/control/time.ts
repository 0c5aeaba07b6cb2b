import { z } from 'zod';
import { IsoTime, problemTypes } from '../../core/contract/common';
import { fromIso, MINUTE, toIso } from '../../core/model/instant';
import type { ControlContext } from './context';
import { endpoint, nothing } from './endpoint';
import { ControlProblem } from './problem';

/** The farthest that time is moved at once, in minutes: a little over a year. */
const MOST_MINUTES = 400 * 24 * 60;

/** The laptop's clock. */
export const timeEndpoints = [
  endpoint({
    method: 'GET',
    path: '/clock',
    says: 'Tells the time on the laptop, and how far it is ahead of real time.',
    input: nothing,
    run: async (_input, { clock }) => timeOf(clock),
  }),
  endpoint({
    method: 'POST',
    path: '/clock',
    says: 'Moves time forward by `advanceMinutes` or to the moment `to`, and answers when everything that fell due has been done.',
    example: { advanceMinutes: 60 },
    input: z
      .strictObject({
        advanceMinutes: z.number().positive().max(MOST_MINUTES).optional(),
        to: IsoTime.optional(),
      })
      .refine(({ advanceMinutes, to }) => (advanceMinutes === undefined) !== (to === undefined), {
        path: ['advanceMinutes'],
        message: 'give either advanceMinutes or to',
      }),
    run: async ({ advanceMinutes = 0, to }, { clock }) => {
      const before = clock.now();
      const target = to === undefined ? before + Math.round(advanceMinutes * MINUTE) : fromIso(to);
      if (target < before) throw outOfReach(`Time does not go back: it is ${toIso(before)}.`);
      if (target > before + MOST_MINUTES * MINUTE) throw outOfReach('Time moves at most 400 days at once.');
      await clock.advanceTo(target);
      return timeOf(clock);
    },
  }),
  endpoint({
    method: 'POST',
    path: '/wait',
    says: 'Answers when nothing is in flight any more: no function runs and no email is on its way.',
    input: nothing,
    run: async (_input, { clock }) => {
      await clock.idle();
      return timeOf(clock);
    },
  }),
];

function timeOf(clock: ControlContext['clock']) {
  return { now: toIso(clock.now()), aheadMilliseconds: clock.offset };
}

function outOfReach(message: string): ControlProblem {
  return new ControlProblem(400, problemTypes.invalidInput, message, [{ field: 'to', message }]);
}
