import { ENDING } from './ending';
import { EMERGENCIES } from './emergencies';
import { EXTENDING } from './extending';
import { GRANTING } from './granting';
import type { Mutation } from './mutation';
import { PROMISES } from './promises';
import { RECORDS } from './records';

/** Bugs that people make. Each is found by some seed among the first 200, or the simulator is asleep. */
export const MUTATIONS: readonly Mutation[] = [
  ...ENDING,
  ...GRANTING,
  ...EXTENDING,
  ...EMERGENCIES,
  ...RECORDS,
  ...PROMISES,
];
