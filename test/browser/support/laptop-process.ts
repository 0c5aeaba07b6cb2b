import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LaptopClient } from '../../../local/story/client';

const ROOT = join(__dirname, '..', '..', '..');

/** A laptop edition as `npm start` runs it, in a process of its own: the browser and it share no thread. */
export type LaptopProcess = {
  readonly url: string;
  readonly client: LaptopClient;
  close(): Promise<void>;
};

/** Starts a laptop on any free port over a new state folder. What was built last is what runs. */
export async function startLaptopProcess(): Promise<LaptopProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'hourglass-browser-'));
  const options = ['local/main.ts', '--port', '0', '--state', folder, '--no-build'];
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--require', 'tsx/cjs', ...options],
    { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const ended = once(child, 'exit');
  const killWithUs = () => void child.kill();
  process.once('exit', killWithUs);
  let said = '';
  const url = await new Promise<string>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      said += chunk.toString('utf8');
      const found = /Hourglass +(http:\S+)/.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    void ended.then(() => reject(new Error(`The laptop did not start:\n${said}`)));
  });
  return {
    url,
    client: new LaptopClient(url),
    close: async () => {
      process.off('exit', killWithUs);
      child.kill();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
