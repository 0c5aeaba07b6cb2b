import type { SucceedState } from '../definition';
import { leave } from '../leave';
import type { Move, Visit } from '../visit';

/** Ends the execution, or the branch, well. */
export function enterSucceed(visit: Visit, state: SucceedState): Promise<Move> {
  return leave(visit, { writes: { Output: state.Output }, otherwise: visit.frame.input });
}
