import { bundleWorker, runFleet } from '../fleet';
import type { Line } from '../worker-protocol';
import type { Mutation } from './mutation';

/** Among so many seeds each mutation is found. */
export const SEEDS = Array.from({ length: 200 }, (_, index) => index + 1);

/** How a mutation was noticed. */
export type Catch = {
  readonly seed: number;
  readonly guarantee: string;
  readonly message: string;
};

/** The first seed, by its number, that breaks one of the guarantees that the mutation is about; undefined: none does. */
export async function hunt(mutation: Mutation, steps: number, workers: number): Promise<Catch | undefined> {
  const worker = await bundleWorker(`mutation-${process.pid}`, mutation.replacements);
  const found: Line[] = [];
  const job = { seeds: SEEDS, steps, untilFailure: [...mutation.guarantees], explain: false };
  await runFleet(worker, job, workers, (line) => {
    if (line.violation && mutation.guarantees.includes(line.violation.guarantee)) found.push(line);
  });
  const [first] = found.toSorted((a, b) => a.seed - b.seed);
  return first?.violation && { seed: first.seed, ...first.violation };
}
