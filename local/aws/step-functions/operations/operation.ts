import type { z } from 'zod';
import type { Timeline } from '../../../clock';
import { ServiceError } from '../../service';
import type { Place } from '../arns';
import type { Engine } from '../engine';
import type { Store } from '../store';

/** What every operation works on. */
export type Context = {
  readonly store: Store;
  readonly engine: Engine;
  readonly timeline: Timeline;
  readonly place: Place;
};

export type Output = Record<string, unknown>;

/** An operation that reads its input by a schema before it runs. */
export type Operation = (context: Context, input: Record<string, unknown>) => Promise<Output>;

/** Joins an input schema and what is done with such an input. */
export function operation<S extends z.ZodType>(
  schema: S,
  run: (context: Context, input: z.infer<S>) => Promise<Output>,
): Operation {
  return (context, input) => {
    const parsed = schema.safeParse(input);
    if (parsed.success) return run(context, parsed.data);
    const [issue] = parsed.error.issues;
    const message = `1 validation error detected: Value at '${issue?.path.join('.')}': ${issue?.message}`;
    return Promise.reject(new ServiceError('ValidationException', message));
  };
}
