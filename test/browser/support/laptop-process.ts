import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LaptopProcess as Started, started } from '../../support/laptop-process';

/** The variable that names the folder with the state of a laptop that has just been seeded. */
export const SEEDED = 'HOURGLASS_SEEDED';

/** A laptop in a process of its own, so that the browser and it share no thread. */
export type LaptopProcess = Pick<Started, 'url' | 'client'> & {
  /** Ends it and forgets its state. */
  close(): Promise<void>;
};

/** Starts a laptop over a state folder of its own, seeded already if there is one to copy. */
export async function startLaptopProcess(): Promise<LaptopProcess> {
  const folder = newFolder();
  const seeded = process.env[SEEDED];
  if (seeded !== undefined) cpSync(seeded, folder, { recursive: true });
  const laptop = await startOver(folder);
  const close = async () => {
    await laptop.stop('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  };
  return { url: laptop.url, client: laptop.client, close };
}

/** Starts a laptop over a new state folder, stops it when its past is sealed, and answers the folder. */
export async function seedLaptop(): Promise<string> {
  const folder = newFolder();
  const laptop = await startOver(folder);
  await laptop.client.local('POST', '/wait', {});
  await laptop.stop('SIGTERM');
  return folder;
}

const newFolder = () => mkdtempSync(join(tmpdir(), 'hourglass-browser-'));
const startOver = (folder: string) => started('--port', '0', '--state', folder);
