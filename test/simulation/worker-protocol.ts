import { z } from 'zod';

/** What a worker is to do: its seeds one after the other, each reported as a line of JSON. */
export const Job = z.object({
  seeds: z.array(z.number().int()),
  steps: z.number().int(),
  /** Stop at the first seed that breaks one of these guarantees. */
  untilFailure: z.array(z.string()),
  /** Shrink what fails, and give the trace. */
  explain: z.boolean(),
});
export type Job = z.infer<typeof Job>;

/** What became of one seed. */
export const Line = z.object({
  seed: z.number(),
  steps: z.number(),
  violation: z.object({ guarantee: z.string(), message: z.string() }).optional(),
  trace: z.array(z.string()).optional(),
  /** Runs that the shrinking took. */
  runs: z.number().optional(),
  traceHash: z.string(),
  lifecycles: z.number(),
  faults: z.record(z.string(), z.number()),
  coverage: z.record(z.string(), z.number()),
  cpuMilliseconds: z.number(),
});
export type Line = z.infer<typeof Line>;
