import { bundleWorker, runFleet } from '../fleet';
import type { Line } from '../worker-protocol';
import type { Mutation } from './mutation';
import { NOTICED_BY } from './noticed-by';

/** Among so many seeds each mutation is found. */
export const SEEDS = Array.from({ length: 200 }, (_, index) => index + 1);

/** How a mutation was noticed. */
export type Catch = {
  readonly seed: number;
  readonly guarantee: string;
  readonly message: string;
};

/**
 * A seed that breaks one of the guarantees that the mutation is about: the one that is known to, or else the first of `SEEDS`;
 * undefined: none does.
 */
export async function hunt(mutation: Mutation, steps: number): Promise<Catch | undefined> {
  const worker = await bundleWorker(
    `mutation-${mutation.name.replaceAll(/\W+/g, '-')}`,
    mutation.replacements,
  );
  const known = NOTICED_BY[mutation.name];
  const first = known === undefined ? SEEDS : [known, ...SEEDS.filter((seed) => seed !== known)];
  const found: Line[] = [];
  const job = { seeds: first, steps, untilFailure: [...mutation.guarantees], explain: false };
  await runFleet(worker, job, 1, (line) => {
    if (line.violation && mutation.guarantees.includes(line.violation.guarantee)) found.push(line);
  });
  const [line] = found;
  return line?.violation && { seed: line.seed, ...line.violation };
}

/** Hunts for all of them, so many at a time; hears of each as it is done. */
export async function huntAll(
  mutations: readonly Mutation[],
  { steps, workers }: { readonly steps: number; readonly workers: number },
  hear: (mutation: Mutation, found: Catch | undefined) => void,
): Promise<void> {
  const left = [...mutations];
  const work = async () => {
    for (let mutation = left.shift(); mutation; mutation = left.shift())
      hear(mutation, await hunt(mutation, steps));
  };
  await Promise.all(Array.from({ length: workers }, work));
}
