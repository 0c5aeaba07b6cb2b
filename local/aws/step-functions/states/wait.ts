import type { WaitState } from '../definition';
import { queryEvaluationError } from '../execution-error';
import { leave } from '../leave';
import { evaluateSeconds } from '../seconds';
import { type Move, PARKED, scopeOf, type Visit } from '../visit';

const RFC_3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/** Waits for a time span or until an instant, however far away. */
export async function enterWait(visit: Visit, state: WaitState): Promise<Move> {
  const until = await endOf(visit, state);
  visit.frame.phase = { kind: 'waiting', until };
  if (until > visit.now()) await visit.checkpoint();
  return visit.isCurrent() ? continueWait(visit, state, until) : PARKED;
}

/** Goes on when the wait is over; `until` is in epoch milliseconds. */
export async function continueWait(visit: Visit, state: WaitState, until: number): Promise<Move> {
  if (until <= visit.now())
    return leave(visit, { writes: state, next: state.Next, otherwise: visit.frame.input });
  visit.arm();
  return PARKED;
}

async function endOf(visit: Visit, state: WaitState): Promise<number> {
  if (state.Seconds !== undefined) {
    return visit.now() + (await evaluateSeconds(visit, state.Seconds, 'Seconds', 0)) * 1_000;
  }
  const text = await visit.expressions.evaluate(state.Timestamp ?? null, scopeOf(visit), 'Timestamp');
  const at = typeof text === 'string' && RFC_3339.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(at)) return at;
  throw queryEvaluationError(
    `The expression '${state.Timestamp}' specified for the field 'Timestamp' did not return an RFC 3339 timestamp, ` +
      `but ${JSON.stringify(text)}.`,
  );
}
