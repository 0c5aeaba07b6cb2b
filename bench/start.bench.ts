import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Figure } from './figure';

const PATIENCE = 60_000;

/** How long from `npm start` to a served page, with nothing built and a new state folder? */
export async function startTime(): Promise<Figure[]> {
  const root = join(__dirname, '..');
  rmSync(join(root, 'dist', 'web'), { recursive: true, force: true });
  const folder = mkdtempSync(join(tmpdir(), 'hourglass-bench-'));
  const cold = await timeStart(root, folder);
  const warm = await timeStart(root, folder);
  rmSync(folder, { recursive: true, force: true });
  return [
    { name: 'start.first', value: cold, unit: 'ms', limit: 10_000 },
    { name: 'start.again', value: warm, unit: 'ms', limit: 10_000 },
  ];
}

async function timeStart(root: string, folder: string): Promise<number> {
  const begun = performance.now();
  const child = spawn('npm', ['start', '--', '--port', '0', '--state', folder], {
    cwd: root,
    detached: true,
  });
  const said: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => said.push(String(chunk)));
  const url = new Promise<string>((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => {
      text += String(chunk);
      const found = /http:\/\/localhost:\d+/.exec(text)?.[0];
      if (found) resolve(found);
    });
    child.on('close', () => reject(new Error(`npm start ended: ${said.join('')}`)));
    setTimeout(() => reject(new Error('npm start took over a minute')), PATIENCE).unref();
  });
  try {
    const response = await fetch(await url);
    if (!(await response.text()).includes('<div id="root"')) throw new Error('The page is not the web app');
    return Math.round(performance.now() - begun);
  } finally {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
    await new Promise((resolve) => child.once('close', resolve));
  }
}
