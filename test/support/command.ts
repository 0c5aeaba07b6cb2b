import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import manifest from '../../package.json';

const ROOT = join(__dirname, '..', '..');
const Scripts = z.record(z.string(), z.string());

/** How a command ended, and what it said. */
export type Ended = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

/** The files of `scripts/` that scripts of `package.json` run, by the name of these. */
export const NPM_SCRIPTS: ReadonlyMap<string, string> = new Map(
  Object.entries(Scripts.parse(manifest.scripts)).flatMap(([name, line]): [string, string][] => {
    const file = /^tsx (scripts\/\S+\.ts)$/.exec(line)?.[1];
    return file === undefined ? [] : [[name, file]];
  }),
);

/**
 * Runs `npm run <name> -- <args>` as a process of its own, with nobody at the terminal, and without any of the credentials, profiles and
 * Regions that whoever runs the tests has; `env` is added.
 */
export function runNpmScript(
  name: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const file = NPM_SCRIPTS.get(name);
  if (file === undefined) throw new Error(`package.json has no script ${name}.`);
  const inherited = Object.entries(process.env).filter(([key]) => !/^(AWS_|NODE_OPTIONS$)/.test(key));
  const child = spawn(process.execPath, ['--require', 'tsx/cjs', file, ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...Object.fromEntries(inherited),
      HOME: mkdtempSync(join(tmpdir(), 'hourglass-home-')),
      AWS_EC2_METADATA_DISABLED: 'true',
      // Of the versions of Node that the SDK will take, which is no word of ours.
      NODE_NO_WARNINGS: '1',
      ...env,
    },
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString('utf8')));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}
