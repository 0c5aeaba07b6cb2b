import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LaptopClient } from '../../../local/story/client';

/** The variable that names the folder with the state of a laptop that has just been seeded. */
export const SEEDED = 'HOURGLASS_SEEDED';

const ROOT = join(__dirname, '..', '..', '..');

/** A laptop edition as `npm start` runs it, in a process of its own: the browser and it share no thread. */
export type LaptopProcess = {
  readonly url: string;
  readonly client: LaptopClient;
  close(): Promise<void>;
};

/**
 * Starts a laptop on any free port over a state folder of its own, seeded already if there is one to copy. What was built last is
 * what runs.
 */
export async function startLaptopProcess(): Promise<LaptopProcess> {
  const folder = newFolder();
  const seeded = process.env[SEEDED];
  if (seeded !== undefined) cpSync(seeded, folder, { recursive: true });
  const { stop, ...laptop } = await runLaptop(folder);
  return {
    ...laptop,
    close: async () => {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Starts a laptop over a new state folder, stops it when its past is sealed, and answers the folder. */
export async function seedLaptop(): Promise<string> {
  const folder = newFolder();
  const { client, stop } = await runLaptop(folder);
  await client.local('POST', '/wait', {});
  await stop();
  return folder;
}

const newFolder = () => mkdtempSync(join(tmpdir(), 'hourglass-browser-'));

async function runLaptop(folder: string) {
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
    stop: async () => {
      process.off('exit', killWithUs);
      child.kill();
      await ended;
    },
  };
}
