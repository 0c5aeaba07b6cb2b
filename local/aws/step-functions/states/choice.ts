import type { ChoiceState } from '../definition';
import { ExecutionError, queryEvaluationError } from '../execution-error';
import { leave } from '../leave';
import { type Move, scopeOf, type Visit } from '../visit';

/** Goes on with the first rule whose condition is true, else with Default. */
export async function enterChoice(visit: Visit, state: ChoiceState): Promise<Move> {
  const otherwise = visit.frame.input;
  for (const [index, rule] of state.Choices.entries()) {
    const at = `Choices[${index}]/`;
    if (!(await holds(visit, rule.Condition, `${at}Condition`))) continue;
    return leave(visit, { writes: rule, next: rule.Next, otherwise, at });
  }
  if (state.Default === undefined) {
    throw new ExecutionError(
      'States.NoChoiceMatched',
      `No choice of ${visit.frame.state} matched its input.`,
    );
  }
  return leave(visit, { writes: state, next: state.Default, otherwise });
}

async function holds(visit: Visit, condition: boolean | string, field: string): Promise<boolean> {
  const value = await visit.expressions.evaluate(condition, scopeOf(visit), field);
  if (typeof value === 'boolean') return value;
  throw queryEvaluationError(
    `The JSONata expression '${condition}' specified for the field '${field}' returned an unexpected result type. ` +
      `Expected 'boolean', but was ${JSON.stringify(value)}.`,
  );
}
