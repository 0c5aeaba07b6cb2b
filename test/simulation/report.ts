import type { Line } from './worker-protocol';

/** What a number of seeds came to, together. */
export type Report = {
  seeds: number;
  steps: number;
  lifecycles: number;
  seconds: number;
  cpuSeconds: number;
  failed: Line[];
  faults: Record<string, number>;
  coverage: Record<string, number>;
};

export function emptyReport(): Report {
  return {
    seeds: 0,
    steps: 0,
    lifecycles: 0,
    seconds: 0,
    cpuSeconds: 0,
    failed: [],
    faults: {},
    coverage: {},
  };
}

/** Takes up what became of one seed. */
export function add(report: Report, line: Line): void {
  report.seeds += 1;
  report.steps += line.steps;
  report.lifecycles += line.lifecycles;
  report.cpuSeconds += line.cpuMilliseconds / 1_000;
  if (line.violation) report.failed.push(line);
  sum(report.faults, line.faults);
  sum(report.coverage, line.coverage);
}

function sum(into: Record<string, number>, from: Readonly<Record<string, number>>): void {
  for (const [name, times] of Object.entries(from)) into[name] = (into[name] ?? 0) + times;
}

/** The report for people. */
export function textOf(report: Report): string {
  const perSecond = report.seconds === 0 ? 0 : report.lifecycles / report.seconds;
  const perSeed = report.seeds === 0 ? 0 : report.lifecycles / report.seeds;
  return [
    `${report.seeds} seeds, ${report.steps} steps, ${report.lifecycles} lifecycles (${perSeed.toFixed(1)} a seed)`,
    `${report.seconds.toFixed(1)} s: ${perSecond.toFixed(0)} lifecycles a second; ${report.cpuSeconds.toFixed(1)} s of processor time`,
    `faults    ${listed(report.faults)}`,
    `reached   ${listed(report.coverage)}`,
    `${report.failed.length} seeds failed`,
  ].join('\n');
}

function listed(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, times]) => `${name} ${times}`)
    .join(' · ');
}

/** A seed that failed, with its shortest trace if there is one. */
export function failureText({ seed, violation, trace, runs }: Line): string {
  const found = `seed ${seed} breaks ${violation?.guarantee}: ${violation?.message}`;
  const again = `again: npm run simulate -- --seed ${seed}`;
  return trace
    ? [found, `shortest trace, after ${runs} runs:`, ...trace, again].join('\n')
    : `${found} (${again})`;
}
