import { type Arguments, readArguments, UnusableArgumentError } from './arguments';
import { bundleWorker, runFleet } from './fleet';
import { MUTATIONS } from './mutations';
import { huntAll } from './mutations/hunt';
import { add, emptyReport, failureText, textOf } from './report';

/** Each has an invariant of its name, and must be woken by some mutation. */
const GUARANTEES = Array.from({ length: 12 }, (_, index) => `G${index + 1}`);

/** Runs seeds, tells what they reached, and explains the first that fails; gives whether all is well. */
async function simulate({ seeds, steps, workers, json }: Arguments): Promise<boolean> {
  const worker = await bundleWorker('worker');
  const report = emptyReport();
  const begun = performance.now();
  const alone = seeds.length === 1;
  await runFleet(worker, { seeds: [...seeds], steps, untilFailure: [], explain: alone }, workers, (line) => {
    add(report, line);
    if (line.violation && !json) process.stdout.write(`${failureText(line)}\n`);
  });
  report.seconds = (performance.now() - begun) / 1_000;
  const [first] = report.failed.toSorted((a, b) => a.seed - b.seed);
  if (first && !alone)
    await runFleet(worker, { seeds: [first.seed], steps, untilFailure: [], explain: true }, 1, (line) => {
      Object.assign(first, line);
      if (!json) process.stdout.write(`${failureText(line)}\n`);
    });
  process.stdout.write(`${json ? JSON.stringify(report) : textOf(report)}\n`);
  return report.failed.length === 0;
}

/** Breaks the product in every way on the list, and tells a seed that notices; gives whether all were noticed. */
async function mutate({ steps, workers }: Arguments): Promise<boolean> {
  let missed = 0;
  const woken = new Map<string, number>();
  await huntAll(MUTATIONS, { steps, workers }, (mutation, found) => {
    if (found) woken.set(found.guarantee, (woken.get(found.guarantee) ?? 0) + 1);
    else missed += 1;
    const how = found ? `seed ${found.seed}, ${found.guarantee}: ${found.message}` : 'NOT FOUND';
    process.stdout.write(`${mutation.name}: ${how}\n`);
  });
  process.stdout.write(`${MUTATIONS.length - missed} of ${MUTATIONS.length} mutations found\n`);
  const counts = GUARANTEES.map((name) => `${name} ${woken.get(name) ?? 0}`);
  process.stdout.write(`woken: ${counts.join(' · ')}\n`);
  return missed === 0 && GUARANTEES.every((name) => woken.has(name));
}

/** `npm run simulate` */
async function main(): Promise<void> {
  const given = readArguments(process.argv.slice(2));
  const well = given.mutations ? await mutate(given) : await simulate(given);
  process.exitCode = well ? 0 : 1;
}

main().catch((error: unknown) => {
  const usage = error instanceof UnusableArgumentError;
  process.stderr.write(`${usage ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 2;
});
