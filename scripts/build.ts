import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { buildLambdas } from './bundles';

const ROOT = join(__dirname, '..');

/** A way to build the web app, and where it is afterwards. */
type WebBuild = { readonly folder: string; readonly mode: 'embedded' | 'deployed' };

/** Where the web app of the laptop edition is after a build. */
export const WEB_FOLDER = join(ROOT, 'dist', 'web');

/** The laptop edition's: it signs in over http. */
const LAPTOP_WEB: WebBuild = { folder: WEB_FOLDER, mode: 'embedded' };

/** The one that is deployed, the same for every installation. */
export const DEPLOYED_WEB: WebBuild = { folder: join(ROOT, 'dist', 'web-deployed'), mode: 'deployed' };

/** A part of the product could not be built; the message holds what the builder said. */
export class BuildFailedError extends Error {
  override name = 'BuildFailedError' as const;
}

const WEB_INPUTS = [
  'core',
  'frontend/src',
  'frontend/build',
  'frontend/public',
  'frontend/index.html',
  'frontend/vite.config.ts',
  'docs/RUNBOOK.md',
  'package-lock.json',
];

/** Builds the Lambda bundles and, unless it is up to date, the web app of the laptop edition. Throws `BuildFailedError`. */
export async function build(options: { readonly web?: boolean } = {}): Promise<void> {
  await Promise.all([buildLambdas(), ...(options.web === false ? [] : [buildWeb()])]);
}

/** Builds a web app, that of the laptop edition unless told, unless it is up to date. The same sources give the same bytes. Throws `BuildFailedError`. */
export async function buildWeb({ folder, mode }: WebBuild = LAPTOP_WEB): Promise<void> {
  const stamp = join(folder, '.inputs');
  const inputs = hashOf(WEB_INPUTS);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === inputs) return;
  await vite(['build', '--mode', mode, '--outDir', folder, '--emptyOutDir', '--logLevel', 'error']);
  writeFileSync(stamp, inputs);
}

function vite(args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const command = join(ROOT, 'node_modules', '.bin', 'vite');
    const child = spawn(command, args, { cwd: join(ROOT, 'frontend'), stdio: ['ignore', 'pipe', 'pipe'] });
    const said: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => said.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
    child.on('error', (error) => reject(new BuildFailedError(error.message)));
    child.on('close', (code) =>
      code === 0
        ? resolve()
        : reject(
            new BuildFailedError(`The web app could not be built.\n${Buffer.concat(said).toString('utf8')}`),
          ),
    );
  });
}

function hashOf(paths: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of paths.flatMap((path) => filesUnder(path)).sort())
    hash.update(file).update(readFileSync(join(ROOT, file)));
  return hash.digest('hex');
}

function filesUnder(path: string): string[] {
  const full = join(ROOT, path);
  if (!existsSync(full)) return [];
  try {
    return readdirSync(full, { withFileTypes: true }).flatMap((entry) => filesUnder(join(path, entry.name)));
  } catch {
    // Not a folder: a file.
    return [path];
  }
}

if (require.main === module) {
  build().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}
