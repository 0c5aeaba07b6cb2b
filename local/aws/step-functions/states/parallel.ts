import type { ParallelState } from '../definition';
import { checkSize } from '../leave';
import { type Move, PARKED, scopeOf, type Visit } from '../visit';

/** Runs its branches side by side, all on the same input; the results are listed in the order of the branches. */
export async function enterParallel(visit: Visit, state: ParallelState): Promise<Move> {
  const { frame } = visit;
  const input =
    state.Arguments === undefined
      ? frame.input
      : await visit.expressions.evaluate(state.Arguments, scopeOf(visit), 'Arguments');
  if (!visit.isCurrent()) return PARKED;
  checkSize(input, 'arguments');
  visit.record('ParallelStateStarted');
  frame.phase = {
    kind: 'branches',
    inputs: state.Branches.map(() => input),
    results: state.Branches.map(() => null),
    started: 0,
    finished: 0,
  };
  await visit.startBranches();
  return PARKED;
}
