import { bundleWorker, runFleet } from './fleet';
import { failureText } from './report';
import type { Line } from './worker-protocol';

/** The seeds that every change is held against; `npm run simulate` runs others. */
const SEEDS = Array.from({ length: 2_000 }, (_, index) => index + 1);
const STEPS = 200;

let worker: string;
let lines: Line[];
beforeAll(async () => {
  worker = await bundleWorker('worker');
  lines = await run(SEEDS);
}, 30 * 60_000);

async function run(seeds: readonly number[], steps = STEPS): Promise<Line[]> {
  const found: Line[] = [];
  const job = { seeds: [...seeds], steps, untilFailure: [], explain: false };
  await runFleet(worker, job, 2, (line) => found.push(line));
  return found.toSorted((a, b) => a.seed - b.seed);
}

/** The seeds that break a guarantee, each with what it broke and how to run it again. */
const broken = (guarantee: string) =>
  lines.filter(({ violation }) => violation?.guarantee === guarantee).map(failureText);

test('the same seed is the same run, in one process and in two', async () => {
  // With two workers the first two are one process, the others the other.
  const same = await run([11, 11, 11, 11], 120);
  expect(new Set(same.map(({ traceHash }) => traceHash)).size).toBe(1);
  expect(same).toHaveLength(4);
});

test('every seed was run, and the runs were about something', () => {
  expect(lines).toHaveLength(SEEDS.length);
  const lifecycles = lines.reduce((sum, line) => sum + line.lifecycles, 0);
  expect(lifecycles).toBeGreaterThan(3 * SEEDS.length);
});

test('G1: whatever is assigned was approved, and is eligible and in its window', () => {
  expect(broken('G1')).toEqual([]);
});
test('G2: whoever asks for access is counted already, and will be found when due', () => {
  expect(broken('G2')).toEqual([]);
});
test('G3: access ends when its lease does, and two rounds after the last fault at the latest', () => {
  expect(broken('G3')).toEqual([]);
});
test('G4: what somebody else gave stays', () => {
  expect(broken('G4')).toEqual([]);
});
test('G5: while a lease is active its access is there', () => {
  expect(broken('G5')).toEqual([]);
});
test('G6: nobody decides their own request, whatever they are called by now', () => {
  expect(broken('G6')).toEqual([]);
});
test('G7: ending asks nobody about people, accounts or policies', () => {
  expect(broken('G7')).toEqual([]);
});
test('G8: who decides is a lead in Identity Center, whatever the token claims', () => {
  expect(broken('G8')).toEqual([]);
});
test('G9: every change of status is written with its event, and the chains hold', () => {
  expect(broken('G9')).toEqual([]);
});
test('G10: a GET only reads', () => {
  expect(broken('G10')).toEqual([]);
});
test('G11: what people were told is what is recorded', () => {
  expect(broken('G11')).toEqual([]);
});
test('G12: no mail goes out twice, and what was not done waits somewhere', () => {
  expect(broken('G12')).toEqual([]);
});
