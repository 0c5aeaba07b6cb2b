import type { Name, Triple } from '../organization';
import type { Random } from '../random';

/** A wish of the main plan, which others may build on. `at` and `minutes` as in the plan. */
export type Asked = {
  readonly number: number;
  readonly at: number;
  /** When it begins at the earliest, about. */
  readonly begins: number;
  /** Who is to hold it. */
  readonly who: Name;
  readonly targets: readonly Omit<Triple, 'who'>[];
  readonly minutes: number;
};

/** A deed and its moment, in milliseconds from the start. */
export type Moment<D> = { readonly at: number; readonly deed: D };

/** What further actors do in a run, by a generator of their own: who comes late to the plan changes nothing for the others. */
export type SidePlan<D> = (random: Random, asked: readonly Asked[]) => Moment<D>[];
