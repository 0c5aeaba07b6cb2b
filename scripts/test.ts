import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { build } from './build';
import { run } from './run';

const Results = z.looseObject({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numFailedTestSuites: z.number(),
  numRuntimeErrorTestSuites: z.number(),
});

/** Builds what the laptop edition runs, then runs every suite. The last line counts all of them. */
async function main(): Promise<void> {
  await build();
  const outputFile = join(mkdtempSync(join(tmpdir(), 'hourglass-test-')), 'results.json');
  const args = ['--json', '--outputFile', outputFile, ...process.argv.slice(2)];
  const { ok } = await run('jest', args, { live: true });
  const results = Results.parse(JSON.parse(readFileSync(outputFile, 'utf8')));
  // A suite that could not even be loaded has no tests to count; it fails as one.
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
  console.log(`${results.numPassedTests} passed, ${failed} failed`);
  process.exitCode = ok && failed === 0 ? 0 : 1;
}

void main();
