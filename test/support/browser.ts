import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';

/** No browser can be started; the message says how to get one. */
export class NoBrowserError extends Error {
  override name = 'NoBrowserError' as const;
}

/** A browser on disk, and what its process needs in the environment. */
export type FoundBrowser = { readonly path: string; readonly env?: Readonly<Record<string, string>> };

const INSTALLED = [
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

const ROOT = join(__dirname, '..', '..');
const PACKAGE = join(ROOT, 'node_modules', '@sparticuz', 'chromium', 'package.json');

/** Starts the browser that was found. */
export async function launchBrowser(): Promise<Browser> {
  const { path, env } = await findBrowser();
  return chromium.launch({
    executablePath: path,
    headless: true,
    // Its pages are this project's own, and a container run as root has no sandbox to offer.
    args: ['--no-sandbox', ...(env ? ['--headless=shell'] : [])],
    ...(env && { env: { ...process.env, ...env } }),
  });
}

/** `CHROME_PATH`, else an installed Chrome or Chromium, else the one from npm. Throws `NoBrowserError`. */
export async function findBrowser(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  installed: readonly string[] = INSTALLED,
): Promise<FoundBrowser> {
  const wanted = environment.CHROME_PATH;
  if (wanted !== undefined && wanted !== '') {
    if (!existsSync(wanted))
      throw new NoBrowserError(`CHROME_PATH names ${wanted}, and there is no such file.`);
    return { path: wanted };
  }
  const path = installed.find((candidate) => existsSync(candidate));
  return path === undefined ? fromNpm() : { path };
}

/** The Chromium of `@sparticuz/chromium`, with the libraries and the font that a bare Linux lacks. */
async function fromNpm(): Promise<FoundBrowser> {
  if (process.platform !== 'linux' || process.arch !== 'x64' || !existsSync(PACKAGE))
    throw new NoBrowserError(
      'No browser was found. Install Chrome or Chromium, or set CHROME_PATH to one; on Linux x64 "npm ci" brings one along.',
    );
  const folder = join(tmpdir(), 'hourglass-chromium', versionOf(PACKAGE));
  if (!existsSync(folder)) await unpack(folder);
  return {
    path: join(folder, 'chromium'),
    env: {
      LD_LIBRARY_PATH: [join(folder, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':'),
      FONTCONFIG_FILE: join(folder, 'fonts.conf'),
    },
  };
}

/** Unpacks beside the folder and renames at the end: whoever finds the folder finds all of it. */
async function unpack(folder: string): Promise<void> {
  mkdirSync(join(folder, '..'), { recursive: true });
  const staging = mkdtempSync(`${folder}-`);
  // The package unpacks into TMPDIR, and its libraries only where it believes to be in Lambda; a process of its own keeps
  // both out of this environment.
  await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '--eval', "(await import('@sparticuz/chromium')).default.executablePath()"],
    { cwd: ROOT, env: { ...process.env, TMPDIR: staging, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' } },
  );
  writeFileSync(join(staging, 'fonts.conf'), fontsConfig(folder));
  try {
    renameSync(staging, folder);
  } catch (error) {
    // Another process was faster: its copy is as good.
    rmSync(staging, { recursive: true });
    if (!existsSync(folder)) throw error;
  }
}

/** The package's own file looks for the font in /tmp alone. */
function fontsConfig(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(folder, 'fonts')}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${join(folder, 'fonts-cache')}</cachedir>
</fontconfig>
`;
}

function versionOf(path: string): string {
  const { version } = JSON.parse(readFileSync(path, 'utf8')) as { version: string };
  return version;
}
