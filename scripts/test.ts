import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { build } from './build';
import { run } from './run';

const Results = z.looseObject({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numRuntimeErrorTestSuites: z.number(),
});

type Count = { readonly passed: number; readonly failed: number };

/** One after the other: pages in a browser are slow to draw while other suites use every core. */
const STAGES: readonly (readonly string[])[] = [
  ['--ignoreProjects', 'browser', 'simulation', '--maxWorkers', '2'],
  ['--selectProjects', 'browser', '--maxWorkers', '2'],
];
/** Minutes of processor time in processes of its own. It runs behind the others all the while, and is shown when it is done. */
const BEHIND: readonly string[] = ['--selectProjects', 'simulation', '--maxWorkers', '1'];

/** Builds what the laptop edition runs, then runs every suite. The last line counts all of them. */
async function main(): Promise<void> {
  await build();
  const folder = mkdtempSync(join(tmpdir(), 'hourglass-test-'));
  // What suites leave in temporary folders goes with this one.
  process.env.TMPDIR = folder;
  try {
    await runAll(process.argv.slice(2), folder);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function runAll(extra: readonly string[], folder: string): Promise<void> {
  const all = (suites: readonly string[]) => [...suites, '--passWithNoTests', ...extra];
  const behind = runJest(all(BEHIND), 'behind', folder);
  const counts: Count[] = [];
  for (const stage of STAGES) counts.push(await runJest(all(stage), 'live', folder));
  counts.push(await behind);
  const total = (of: keyof Count) => counts.reduce((sum, count) => sum + count[of], 0);
  console.log(`${total('passed')} passed, ${total('failed')} failed`);
  process.exitCode = total('failed') === 0 && (total('passed') > 0 || extra.length > 0) ? 0 : 1;
}

async function runJest(args: readonly string[], how: 'live' | 'behind', folder: string): Promise<Count> {
  const outputFile = join(mkdtempSync(join(folder, 'results-')), 'results.json');
  const { ok, output } = await run('jest', ['--json', '--outputFile', outputFile, ...args], { [how]: true });
  // What `--json` would print stands in the file; the rest is what Jest has to say.
  process.stdout.write(output);
  const { numPassedTests: passed, ...results } = Results.parse(JSON.parse(readFileSync(outputFile, 'utf8')));
  // A suite that could not even be loaded has no tests to count; it fails as one. So does whatever else made Jest fail.
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
  return { passed, failed: ok ? failed : Math.max(failed, 1) };
}

void main();
