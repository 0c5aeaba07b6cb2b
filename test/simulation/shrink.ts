import { type Outcome, type RunOptions, runSeed } from './run';

/** How many runs a shrinking may take. */
const BUDGET = 250;

/**
 * The shortest run that still breaks the same guarantee: leaves out acts and faults, in halves first and one by one at
 * last, as long as the violation stays.
 */
export async function shrink(
  options: RunOptions,
  failed: Outcome,
): Promise<{ outcome: Outcome; runs: number }> {
  let best = failed;
  let runs = 0;
  const stillFails = async (acts: readonly number[], faults: readonly string[]): Promise<boolean> => {
    if (runs >= BUDGET) return false;
    runs += 1;
    const only = { acts: new Set(acts), faults: new Set(faults) };
    const outcome = await runSeed({ ...options, only });
    if (outcome.violation?.guarantee !== failed.violation?.guarantee) return false;
    best = outcome;
    return true;
  };
  let acts = failed.acts.map(({ number }) => number);
  let faults = [...failed.faultSites];
  for (let pass = 0; pass < 2; pass += 1) {
    if (await stillFails(acts, [])) faults = [];
    acts = await fewest(acts, (fewer) => stillFails(fewer, faults));
    faults = await fewest(faults, (fewer) => stillFails(acts, fewer));
  }
  return { outcome: best, runs };
}

/** A list from which nothing more can be left out, nearly: chunks are left out, of half the list first, of one item last. */
async function fewest<T>(items: readonly T[], fails: (fewer: T[]) => Promise<boolean>): Promise<T[]> {
  let left = [...items];
  for (
    let size = Math.ceil(left.length / 2);
    size >= 1 && left.length > 0;
    size = size === 1 ? 0 : Math.ceil(size / 2)
  ) {
    for (let from = 0; from < left.length; ) {
      const fewer = [...left.slice(0, from), ...left.slice(from + size)];
      if (await fails(fewer)) left = fewer;
      else from += size;
    }
  }
  return left;
}
