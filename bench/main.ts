import { spawnSync } from 'node:child_process';
import { buildLambdas } from '../scripts/bundles';
import { ending } from './ending.bench';
import { eligibility } from './eligibility.bench';
import type { Figure } from './figure';
import { lifecycle } from './lifecycle.bench';
import { reconciling } from './reconcile.bench';
import { bundleSizes, firstPage } from './sizes.bench';
import { startTime } from './start.bench';
import { synthesis } from './synth.bench';

const BENCHES: Readonly<Record<string, () => Promise<Figure[]>>> = {
  start: startTime,
  bundles: bundleSizes,
  'first-page': firstPage,
  synth: synthesis,
  eligibility,
  lifecycle,
  ending,
  reconcile: reconciling,
};

/**
 * Prints one JSON line per figure. Names on the command line choose benches; exit code 1 when a figure is over its limit. Several run in
 * a process each: clients keep the address of the first laptop that they met.
 */
async function main(): Promise<void> {
  const chosen = process.argv.slice(2);
  const names = Object.keys(BENCHES).filter((name) => chosen.length === 0 || chosen.includes(name));
  if (names.length === 1) return run(names[0] ?? '');
  for (const name of names) {
    const { status } = spawnSync(process.execPath, [...process.execArgv, __filename, name], {
      stdio: 'inherit',
    });
    if (status !== 0) process.exitCode = 1;
  }
}

async function run(name: string): Promise<void> {
  await buildLambdas();
  for (const figure of (await BENCHES[name]?.()) ?? []) {
    process.stdout.write(`${JSON.stringify(figure)}\n`);
    if (figure.limit !== undefined && figure.value > figure.limit) process.exitCode = 1;
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
