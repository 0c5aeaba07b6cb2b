import type { Replacement } from '../fleet';
import { ENDING } from './ending';
import { GRANTING } from './granting';
import { RECORDS } from './records';

/** A bug made on purpose, and the guarantees that it breaks. */
export type Mutation = {
  readonly name: string;
  /** Any of them may be the first to notice. */
  readonly guarantees: readonly string[];
  readonly replacements: readonly Replacement[];
};

/** Bugs that people make. Each is found by some seed among the first 200, or the simulator is asleep. */
export const MUTATIONS: readonly Mutation[] = [...ENDING, ...GRANTING, ...RECORDS];
