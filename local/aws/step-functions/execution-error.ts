/** A failure inside an execution, under the error name that Retry and Catch see. */
export class ExecutionError extends Error {
  override readonly name = 'ExecutionError' as const;

  constructor(
    readonly error: string,
    override readonly cause: string,
  ) {
    super(`${error}: ${cause}`);
  }
}

/** The error of an expression that cannot be evaluated, or whose value does not fit its field. */
export function queryEvaluationError(cause: string): ExecutionError {
  return new ExecutionError('States.QueryEvaluationError', cause);
}
