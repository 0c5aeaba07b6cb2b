import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import { build, type Plugin } from 'esbuild';
import { type Job, Line } from './worker-protocol';

const ROOT = join(__dirname, '..', '..');

/** A piece of a source file that is to be another one. */
export type Replacement = { readonly file: string; readonly find: string; readonly replace: string };

/** What a mutation looks for is not there, or there twice. */
export class ReplacementNotFoundError extends Error {
  override name = 'ReplacementNotFoundError' as const;
}

/** Bundles the worker, with pieces of the sources replaced if asked; gives its path. */
export async function bundleWorker(name: string, replacements: readonly Replacement[] = []): Promise<string> {
  const outfile = join(ROOT, 'dist', 'simulation', `${name}.js`);
  await build({
    entryPoints: [join(ROOT, 'test', 'simulation', 'worker.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    packages: 'external',
    logLevel: 'error',
    plugins: replacements.length > 0 ? [replacing(replacements)] : [],
  });
  return outfile;
}

function replacing(replacements: readonly Replacement[]): Plugin {
  return {
    name: 'replacing',
    setup: (bundle) =>
      bundle.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
        const file = relative(ROOT, path);
        const meant = replacements.filter((one) => one.file === file);
        if (meant.length === 0) return undefined;
        const contents = meant.reduce(replaced, await readFile(path, 'utf8'));
        return { contents, loader: 'ts' as const };
      }),
  };
}

/** The text with its piece replaced. Throws `ReplacementNotFoundError` unless the piece is there exactly once. */
export function replaced(text: string, { file, find, replace }: Replacement): string {
  const parts = text.split(find);
  if (parts.length !== 2)
    throw new ReplacementNotFoundError(`${file} holds this ${parts.length - 1} times: ${find}`);
  return parts.join(replace);
}

/** What a run leaves behind adds up: a process that has run so many seeds makes room for the next. */
const SEEDS_OF_A_PROCESS = 500;

/** Most of what a run makes is soon forgotten: with more room for it, less is carried along. */
const ROOM_FOR_NEW = '--max-semi-space-size=64';

/** Runs a job in processes of their own, at most `workers` at once; hears of each seed as it is done. */
export async function runFleet(
  worker: string,
  { seeds, ...job }: Job,
  workers: number,
  hear: (line: Line) => void,
): Promise<void> {
  const size = Math.min(SEEDS_OF_A_PROCESS, Math.ceil(seeds.length / workers) || 1);
  const shares = Array.from({ length: Math.ceil(seeds.length / size) }, (_, index) =>
    seeds.slice(index * size, (index + 1) * size),
  );
  const work = async () => {
    for (let share = shares.shift(); share; share = shares.shift())
      await runOne(worker, { ...job, seeds: share }, hear);
  };
  await Promise.all(Array.from({ length: workers }, work));
}

function runOne(worker: string, job: Job, hear: (line: Line) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, NODE_NO_WARNINGS: '1' };
    const child = spawn(process.execPath, [ROOM_FOR_NEW, worker], {
      cwd: ROOT,
      env,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    // Not an argument: 128 KiB is the most that Linux takes, and thousands of seeds are more.
    child.stdin.end(JSON.stringify(job));
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    createInterface({ input: child.stdout }).on('line', (line) => hear(Line.parse(JSON.parse(line))));
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`A worker ended with ${code}: ${errors.slice(-4_000)}`)),
    );
  });
}
