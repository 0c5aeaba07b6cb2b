import type { z } from 'zod';
import { errorFacts } from './error-facts';
import { logger } from './logger';

/** A function was called with something that it does not take: a mistake of the workflow or schedule that calls it. */
export class InvalidTaskInputError extends Error {
  override name = 'InvalidTaskInputError' as const;
}

/** The Lambda of one step of a workflow: parsed input in, parsed output out, failures logged by name and thrown on. */
export function taskHandler<I extends z.ZodType, O extends z.ZodType>(
  schemas: { readonly input: I; readonly output: O },
  run: (input: z.output<I>) => Promise<z.input<O>>,
): (event: unknown) => Promise<z.output<O>> {
  return async (event) => {
    const input = schemas.input.safeParse(event);
    if (!input.success) {
      const fields = input.error.issues.map(({ path }) => path.join('.') || 'event');
      throw new InvalidTaskInputError(`Unusable input: ${fields.join(', ')}`);
    }
    try {
      return schemas.output.parse(await run(input.data));
    } catch (error) {
      logger.error('Step failed', { ...idsOf(input.data), ...errorFacts(error) });
      throw error;
    }
  };
}

/** Request and lease, if the input names them. Task tokens stay out of the log. */
function idsOf(input: unknown): Record<string, string> {
  if (typeof input !== 'object' || input === null) return {};
  const entries: [string, unknown][] = Object.entries(input);
  return Object.fromEntries(
    entries.flatMap(([name, value]) =>
      (name === 'requestId' || name === 'leaseId') && typeof value === 'string' ? [[name, value]] : [],
    ),
  );
}
