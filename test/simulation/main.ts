import { readArguments, UnusableArgumentError } from './arguments';
import { bundleWorker, runFleet } from './fleet';
import { add, emptyReport, failureText, textOf } from './report';

/** `npm run simulate`: runs seeds, tells what they reached, and explains the first that fails. */
async function main(): Promise<void> {
  const { seeds, steps, workers, json } = readArguments(process.argv.slice(2));
  const worker = await bundleWorker('worker');
  const report = emptyReport();
  const begun = performance.now();
  const alone = seeds.length === 1;
  await runFleet(
    worker,
    { seeds: [...seeds], steps, untilFailure: false, explain: alone },
    workers,
    (line) => {
      add(report, line);
      if (line.violation && !json) process.stdout.write(`${failureText(line)}\n`);
    },
  );
  report.seconds = (performance.now() - begun) / 1_000;
  const [first] = report.failed.toSorted((a, b) => a.seed - b.seed);
  if (first && !alone)
    await runFleet(worker, { seeds: [first.seed], steps, untilFailure: true, explain: true }, 1, (line) => {
      Object.assign(first, line);
      if (!json) process.stdout.write(`${failureText(line)}\n`);
    });
  process.stdout.write(`${json ? JSON.stringify(report) : textOf(report)}\n`);
  process.exitCode = report.failed.length === 0 ? 0 : 1;
}

main().catch((error: unknown) => {
  const usage = error instanceof UnusableArgumentError;
  process.stderr.write(`${usage ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 2;
});
