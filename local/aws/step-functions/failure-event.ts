import type { ExecutionError } from './execution-error';
import { resourceOf } from './states/task';
import type { Visit } from './visit';

/** Writes into the history that a state failed, under the type that AWS uses. */
export function recordFailure(visit: Visit, failure: ExecutionError): void {
  const { state, frame } = visit;
  const reason = { error: failure.error, cause: failure.cause };
  if (failure.error === 'States.QueryEvaluationError') {
    visit.record('EvaluationFailed', { evaluationFailedEventDetails: { ...reason, state: frame.state } });
  } else if (state.Type === 'Task') {
    const details = { ...resourceOf(state), ...reason };
    const timedOut = ['States.Timeout', 'States.HeartbeatTimeout'].includes(failure.error);
    if (timedOut) visit.record('TaskTimedOut', { taskTimedOutEventDetails: details });
    else visit.record('TaskFailed', { taskFailedEventDetails: details });
  } else if (state.Type === 'Parallel' || state.Type === 'Map') {
    visit.record(`${state.Type}StateFailed`);
  }
}
