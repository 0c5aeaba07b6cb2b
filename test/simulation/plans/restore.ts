import { MINUTE, SECOND } from '../../../core/model/instant';
import type { SidePlan } from './side-plan';

/** Somebody restores every table to an earlier moment, so many milliseconds ago. */
export type RestoreDeed = { readonly kind: 'restore'; readonly ago: number };

const SHARE = 0.2;

/** In some runs the tables are restored, once, at any moment, to five minutes ago at most. */
export const planRestores: SidePlan<RestoreDeed> = (random, asked) => {
  const last = Math.max(0, ...asked.map(({ at }) => at));
  if (!random.chance(SHARE)) return [];
  const at = random.between(20 * SECOND, last + 2 * MINUTE);
  return [{ at, deed: { kind: 'restore', ago: random.between(1 * SECOND, 5 * MINUTE) } }];
};
