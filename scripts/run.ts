import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';

/** What a command printed, and how it ended. */
export type Ran = { readonly ok: boolean; readonly output: string; readonly seconds: number };

/**
 * Runs a command of this project's `node_modules` and keeps its output. `live`: shows it instead. `behind`: it gets the processor time that
 * nothing else wants.
 */
export function run(
  command: string,
  args: readonly string[],
  options: { readonly live?: boolean; readonly behind?: boolean } = {},
): Promise<Ran> {
  const begun = performance.now();
  return new Promise((resolve) => {
    const child = spawn('npx', ['--no-install', command, ...args], {
      stdio: options.live ? 'inherit' : ['ignore', 'pipe', 'pipe'],
      env: process.env,
    });
    if (options.behind && child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
    const chunks: Buffer[] = [];
    child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk));
    const end = (ok: boolean, note = '') =>
      resolve({
        ok,
        output: Buffer.concat(chunks).toString('utf8') + note,
        seconds: (performance.now() - begun) / 1000,
      });
    child.on('error', (error) => end(false, error.message));
    child.on('close', (code) => end(code === 0));
  });
}
