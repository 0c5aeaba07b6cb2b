import { createHash } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { runSeed } from './run';
import { shrink } from './shrink';
import { Job, type Line } from './worker-protocol';

async function main(): Promise<void> {
  const job = Job.parse(JSON.parse(await text(process.stdin)));
  // Runs throw by the hundred what is then caught, and nobody looks at where; what is explained is to say where it came from.
  if (!job.explain) Error.stackTraceLimit = 0;
  for (const seed of job.seeds) {
    const before = process.cpuUsage();
    const outcome = await runSeed({ seed, steps: job.steps });
    const { user, system } = process.cpuUsage(before);
    const { violation, lifecycles, faults, coverage, steps } = outcome;
    const traceHash = createHash('sha256').update(outcome.trace.join('\n')).digest('hex');
    const shrunk = violation && job.explain ? await shrink({ seed, steps: job.steps }, outcome) : undefined;
    const cpuMilliseconds = (user + system) / 1_000;
    const found = shrunk ? { trace: [...shrunk.outcome.trace], runs: shrunk.runs } : {};
    const line: Line = {
      seed,
      steps,
      violation,
      ...found,
      traceHash,
      lifecycles,
      faults,
      coverage,
      cpuMilliseconds,
    };
    process.stdout.write(`${JSON.stringify(line)}\n`);
    if (violation && job.untilFailure.includes(violation.guarantee)) return;
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
