/** Failures that end the execution whatever its definition says. */
const TERMINAL = new Set(['States.Runtime', 'States.DataLimitExceeded']);
const TIMEOUTS = new Set(['States.Timeout', 'States.HeartbeatTimeout']);

/** Whether an ErrorEquals list matches the name of an error. */
export function matches(errorEquals: readonly string[], error: string): boolean {
  return errorEquals.some((pattern) => {
    if (pattern === error) return true;
    if (pattern === 'States.Timeout') return TIMEOUTS.has(error);
    if (TERMINAL.has(error)) return false;
    return pattern === 'States.ALL' || (pattern === 'States.TaskFailed' && !TIMEOUTS.has(error));
  });
}
