import { z } from 'zod';
import type { ControlContext } from './context';
import { invalid } from './problem';

/** One route of the control API. */
export type Endpoint = {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Below `/local`, with `{name}` for a variable part. */
  readonly path: string;
  /** One sentence for `GET /local/`. */
  readonly says: string;
  /** An example of the body or, for GET, of the query. */
  readonly example?: Readonly<Record<string, unknown>>;
  /** `input`: parts of the path, query and body in one. Throws `ControlProblem`. */
  readonly run: (input: unknown, context: ControlContext) => Promise<unknown>;
};

type Spec<S extends z.ZodType> = Omit<Endpoint, 'run'> & {
  readonly input: S;
  readonly run: (input: z.output<S>, context: ControlContext) => Promise<unknown>;
};

/** A route whose input is checked by a schema before it runs. */
export function endpoint<S extends z.ZodType>({ input: schema, run, ...route }: Spec<S>): Endpoint {
  return {
    ...route,
    run: async (input, context) => {
      const parsed = schema.safeParse(input);
      if (!parsed.success) throw invalid(parsed.error);
      return run(parsed.data, context);
    },
  };
}

/** The input of a route that takes none. */
export const nothing = z.strictObject({});
