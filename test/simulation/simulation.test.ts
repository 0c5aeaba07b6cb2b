import { bundleWorker, runFleet } from './fleet';
import { failureText } from './report';
import type { Line } from './worker-protocol';

/** The seeds that every change is held against; more are run by `npm run simulate`. */
const SEEDS = Array.from({ length: 200 }, (_, index) => index + 1);
const STEPS = 200;

let worker: string;
beforeAll(async () => {
  worker = await bundleWorker('worker');
});

async function run(seeds: readonly number[], steps = STEPS): Promise<Line[]> {
  const lines: Line[] = [];
  const job = { seeds: [...seeds], steps, untilFailure: [], explain: false };
  await runFleet(worker, job, 2, (line) => lines.push(line));
  return lines.toSorted((a, b) => a.seed - b.seed);
}

test('the same seed is the same run, in one process and in two', async () => {
  // With two workers the first and the third are one process, the second and the fourth the other.
  const lines = await run([11, 11, 11, 11], 120);
  expect(new Set(lines.map(({ traceHash }) => traceHash)).size).toBe(1);
  expect(lines).toHaveLength(4);
});

test(
  'G1–G12: hold in every one of the fixed seeds',
  async () => {
    const lines = await run(SEEDS);
    expect(lines.filter(({ violation }) => violation).map(failureText)).toEqual([]);
    expect(lines).toHaveLength(SEEDS.length);
    const lifecycles = lines.reduce((sum, line) => sum + line.lifecycles, 0);
    expect(lifecycles).toBeGreaterThan(3 * SEEDS.length);
  },
  10 * 60_000,
);
