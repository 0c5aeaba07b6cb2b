import type { z } from 'zod';

/** The function was deployed with an environment that it cannot work with. */
export class InvalidEnvironmentError extends Error {
  override name = 'InvalidEnvironmentError' as const;
}

/** Reads and checks a function's environment, once per cold start. Throws `InvalidEnvironmentError` naming the variables. */
export function readEnv<T>(schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(process.env);
  if (parsed.success) return parsed.data;
  const names = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new InvalidEnvironmentError(`The environment is not complete: ${names.join('; ')}`);
}
