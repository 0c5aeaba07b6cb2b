import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const ROOT = join(__dirname, '..', '..', '..');
/** What is made of the tree, and what it is made with. */
const NOT_COPIED = new Set(['node_modules', 'dist', 'cdk.out', '.git', 'coverage', '.hourglass', 'test']);

/** What `cdk synth` gave: what it printed, whom it tried to reach, and the assembly. */
export type Synthesis = {
  readonly printed: string;
  readonly reached: string;
  /** Every file that is deployed, by its path in the assembly: templates, the lists of assets, and the assets. */
  readonly files: ReadonlyMap<string, Buffer>;
};

/** Copies the tree into a folder; what npm installs is shared. */
export function copyTree(folder: string): void {
  mkdirSync(dirname(folder), { recursive: true });
  cpSync(ROOT, folder, {
    recursive: true,
    filter: (path) =>
      !NOT_COPIED.has(relative(ROOT, path).split('/')[0] ?? '') && !path.endsWith('/node_modules'),
  });
  for (const modules of ['node_modules', 'frontend/node_modules'])
    if (existsSync(join(ROOT, modules))) symlinkSync(join(ROOT, modules), join(folder, modules), 'dir');
}

/**
 * The commands of the guide that come before the first one with credentials, but for the first: `npm ci`, which has been run. Throws when the
 * guide has no such steps.
 */
export function offlineSteps(): string[] {
  const guide = readFileSync(join(ROOT, 'docs', 'DEPLOY.md'), 'utf8');
  const [, steps = ''] = guide.split('\n## Steps\n');
  const [offline = '', online] = steps.split(/^.*From here on with credentials.*$/m);
  const [install, ...commands] = [...offline.matchAll(/^\| \d+\. `([^`]+)`/gm)].map(
    ([, command = '']) => command,
  );
  if (online === undefined || install !== 'npm ci' || commands.length === 0)
    throw new Error('docs/DEPLOY.md has no steps before the first with credentials.');
  return commands;
}

/** Runs commands that end in a synthesis in a folder, without credentials, Region or network. Throws what they said when one fails. */
export async function synthesizeBy(commands: readonly string[], folder: string): Promise<Synthesis> {
  const log = join(folder, 'network.log');
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    TMPDIR: process.env.TMPDIR,
    NODE_OPTIONS: `--require ${join(__dirname, 'no-network.cjs')}`,
    NO_NETWORK_LOG: log,
    CI: 'true',
  };
  let printed = '';
  for (const command of commands) printed += await run(folder, command, env);
  const reached = existsSync(log) ? readFileSync(log, 'utf8') : '';
  return { printed, reached, files: deployedIn(join(folder, 'cdk.out')) };
}

function run(cwd: string, command: string, env: Record<string, string | undefined>): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, { cwd, env, shell: true, stdio: ['ignore', 'pipe', 'pipe'] });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      const said = Buffer.concat(chunks).toString('utf8');
      if (code === 0) resolve(said);
      else reject(new Error(`${command} ended with ${code}: ${said}`));
    });
  });
}

function deployedIn(folder: string): Map<string, Buffer> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /^asset\.|\.(template|assets)\.json$/.test(path))
    .filter((path) => statSync(join(folder, path)).isFile());
  return new Map(paths.toSorted().map((path) => [path, readFileSync(join(folder, path))]));
}
