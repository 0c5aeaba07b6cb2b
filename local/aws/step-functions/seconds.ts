import { queryEvaluationError } from './execution-error';
import { scopeOf, type Visit } from './visit';

const MAX_SECONDS = 99_999_999;

/** Evaluates a field that holds whole seconds, from `least` on. */
export async function evaluateSeconds(
  visit: Visit,
  value: number | string,
  field: string,
  least: 0 | 1,
): Promise<number> {
  const seconds = await visit.expressions.evaluate(value, scopeOf(visit), field);
  if (
    typeof seconds === 'number' &&
    Number.isInteger(seconds) &&
    seconds >= least &&
    seconds <= MAX_SECONDS
  ) {
    return seconds;
  }
  throw queryEvaluationError(
    `The JSONata expression '${value}' specified for the field '${field}' returned an unexpected result. ` +
      `Expected an integer from ${least} to ${MAX_SECONDS}, but was ${JSON.stringify(seconds)}.`,
  );
}
