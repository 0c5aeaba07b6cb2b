import type { PassState } from '../definition';
import { leave } from '../leave';
import type { Move, Visit } from '../visit';

/** Goes on at once. */
export function enterPass(visit: Visit, state: PassState): Promise<Move> {
  return leave(visit, { writes: state, next: state.Next, otherwise: visit.frame.input });
}
