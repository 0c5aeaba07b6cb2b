import type { z } from 'zod';
import { ServiceError, type ServiceCall } from '../service';

type Answer = Record<string, unknown>;

/** One operation of an emulated service. */
export type Operation = (input: Record<string, unknown>) => Answer;

/** The operations of a service by name. */
export type Operations = Readonly<Record<string, Operation>>;

/** Makes the error that a service answers to an input that breaks a rule. */
export type InvalidInput = (message: string) => ServiceError;

/** How most services refuse an input. */
export const validationException: InvalidInput = (message) =>
  new ServiceError('ValidationException', message);

/** Binds what an operation does to the rules of its input that the SDK's model lacks: patterns, lengths, ranges. */
export function operation<Input extends z.ZodType>(
  input: Input,
  run: (input: z.output<Input>) => Answer,
  invalid: InvalidInput = validationException,
): Operation {
  return (raw) => {
    const parsed = input.safeParse(raw);
    if (!parsed.success) throw invalid(describe(parsed.error));
    return run(parsed.data);
  };
}

/** Runs the operation that is called, or refuses its name. */
export function dispatch(operations: Operations, { operation: name, input }: ServiceCall): Answer {
  const run = Object.hasOwn(operations, name) ? operations[name] : undefined;
  if (!run) throw new ServiceError('UnknownOperationException', `The operation ${name} is not emulated.`);
  return run(input);
}

/** The broken rules, in the words in which AWS puts them. */
export function describe(error: z.ZodError): string {
  const problems = error.issues.map(
    ({ path, message }) => `Value at '${path.join('.')}' failed to satisfy constraint: ${message}`,
  );
  const count = problems.length === 1 ? '1 validation error' : `${problems.length} validation errors`;
  return `${count} detected: ${problems.join('; ')}`;
}
