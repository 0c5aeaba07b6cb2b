import type { FailState } from '../definition';
import { ExecutionError, queryEvaluationError } from '../execution-error';
import { type Move, scopeOf, type Visit } from '../visit';

/** Ends the execution, or the branch, with an error of its own. */
export async function enterFail(visit: Visit, state: FailState): Promise<Move> {
  throw new ExecutionError(await text(visit, state.Error, 'Error'), await text(visit, state.Cause, 'Cause'));
}

async function text(visit: Visit, value: string | undefined, field: string): Promise<string> {
  if (value === undefined) return '';
  const evaluated = await visit.expressions.evaluate(value, scopeOf(visit), field);
  if (typeof evaluated === 'string') return evaluated;
  throw queryEvaluationError(
    `The JSONata expression '${value}' specified for the field '${field}' returned an unexpected result type. ` +
      `Expected 'string', but was ${JSON.stringify(evaluated)}.`,
  );
}
