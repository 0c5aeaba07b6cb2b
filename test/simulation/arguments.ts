/** What `npm run simulate` was asked to do. */
export type Arguments = {
  readonly seeds: readonly number[];
  readonly steps: number;
  readonly workers: number;
  readonly json: boolean;
  readonly mutations: boolean;
};

/** An option that is not known or cannot be read; names it and its form. */
export class UnusableArgumentError extends Error {
  override name = 'UnusableArgumentError' as const;
}

const USAGE = `npm run simulate -- [--seed N | --seeds A..B] [--steps N] [--workers N] [--json] [--mutations]
  --seed N      one seed; when it fails, its shortest trace is printed
  --seeds A..B  these seeds (1..200)
  --steps N     steps of each run (200)
  --workers N   processes (2)
  --json        the report as JSON
  --mutations   breaks the product in many ways, one after the other, and tells one of the seeds 1..200 that notices`;

const SWITCHES = ['--json', '--mutations'];
const NUMBERS = ['--seed', '--seeds', '--steps', '--workers'];

/** Reads the command line. Throws `UnusableArgumentError`. */
export function readArguments(given: readonly string[]): Arguments {
  const values = new Map<string, string>();
  for (let at = 0; at < given.length; at += 1) {
    const name = given[at]!;
    if (SWITCHES.includes(name)) values.set(name, 'yes');
    else if (NUMBERS.includes(name)) values.set(name, given[(at += 1)] ?? '');
    else throw new UnusableArgumentError(`${name} is not known.\n${USAGE}`);
  }
  const number = (name: string, otherwise: number) => {
    const text = values.get(name);
    if (text === undefined) return otherwise;
    if (!/^\d+$/.test(text) || Number(text) === 0)
      throw new UnusableArgumentError(`${name} takes a positive whole number, not "${text}".\n${USAGE}`);
    return Number(text);
  };
  const seed = values.has('--seed') ? number('--seed', 1) : undefined;
  return {
    seeds: seed === undefined ? rangeOf(values.get('--seeds') ?? '1..200') : [seed],
    steps: number('--steps', 200),
    workers: number('--workers', 2),
    json: values.has('--json'),
    mutations: values.has('--mutations'),
  };
}

function rangeOf(text: string): number[] {
  const [, first, last] = /^(\d+)\.\.(\d+)$/.exec(text) ?? [];
  if (first === undefined || Number(last) < Number(first))
    throw new UnusableArgumentError(`--seeds takes A..B, not "${text}".\n${USAGE}`);
  return Array.from({ length: Number(last) - Number(first) + 1 }, (_, index) => Number(first) + index);
}
