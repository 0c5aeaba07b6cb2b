import { run } from './run';

type Check = readonly [title: string, command: string, args: readonly string[]];

const FOLDERS = ['core', 'aws', 'lambdas', 'lib', 'bin', 'local', 'frontend/src', 'bench', 'test', 'scripts'];

/**
 * Everything that must hold before a push: types, lint, format, import arrows, dead code, unit and infra tests. With `--static` the
 * tests are left out, for those who run all of them anyway.
 */
const STATIC: readonly Check[] = [
  ['types', 'tsc', ['--noEmit', '-p', '.']],
  ['lint', 'oxlint', ['--type-aware']],
  ['types of the web app', 'tsc', ['--noEmit', '-p', 'frontend']],
  ['dead code', 'knip', []],
  ['import arrows', 'depcruise', ['--config', '.dependency-cruiser.cjs', ...FOLDERS]],
  ['format', 'biome', ['format', '.']],
];
const TESTS: Check = [
  'unit and infra tests',
  'jest',
  ['--selectProjects', 'unit', 'infra', '--silent', '--maxWorkers', '2'],
];

/** Two at a time: the machine that runs this has two cores. */
const AT_ONCE = 2;

async function main(): Promise<void> {
  const begun = performance.now();
  const queue = [...STATIC];
  const failed: string[] = [];
  const check = async ([title, command, args]: Check) => {
    const { ok, output, seconds } = await run(command, args);
    console.log(`${ok ? 'ok  ' : 'FAIL'} ${title} (${seconds.toFixed(1)} s)`);
    if (ok) return;
    failed.push(title);
    console.log(output);
  };
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) await check(next);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  if (!process.argv.includes('--static')) await check(TESTS);
  console.log(`${((performance.now() - begun) / 1000).toFixed(1)} s in all`);
  if (failed.length > 0) {
    console.log(`Failed: ${failed.join(', ')}`);
    process.exitCode = 1;
  }
}

void main();
