import { buildLambdas } from '../scripts/bundles';
import { ending } from './ending.bench';
import { eligibility } from './eligibility.bench';
import type { Figure } from './figure';
import { lifecycle } from './lifecycle.bench';
import { reconciling } from './reconcile.bench';
import { bundleSizes, firstPage } from './sizes.bench';
import { startTime } from './start.bench';

const BENCHES: Readonly<Record<string, () => Promise<Figure[]>>> = {
  start: startTime,
  bundles: bundleSizes,
  'first-page': firstPage,
  eligibility,
  lifecycle,
  ending,
  reconcile: reconciling,
};

/** Prints one JSON line per figure. Names on the command line choose benches; exit code 1 when a figure is over its limit. */
async function main(): Promise<void> {
  const chosen = process.argv.slice(2);
  await buildLambdas();
  for (const [name, bench] of Object.entries(BENCHES)) {
    if (chosen.length > 0 && !chosen.includes(name)) continue;
    for (const figure of await bench()) {
      process.stdout.write(`${JSON.stringify(figure)}\n`);
      if (figure.limit !== undefined && figure.value > figure.limit) process.exitCode = 1;
    }
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
