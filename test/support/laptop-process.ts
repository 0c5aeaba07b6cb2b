import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { MINUTE } from '../../core/model/instant';
import { LaptopClient } from '../../local/story/client';

const ROOT = join(__dirname, '..', '..');

/** A laptop edition as `npm start` runs it, in a process of its own. */
export type LaptopProcess = {
  readonly url: string;
  readonly client: LaptopClient;
  /** Ends it, and resolves when it is gone. */
  stop(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
};

/** How a start ended that came to nothing. */
export type FailedStart = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

/** Starts `local/main.ts` with what was built last; resolves when it says where it is, or when it has ended. */
export function startProcess(...options: string[]): Promise<LaptopProcess | FailedStart> {
  const args = [
    '--disable-warning=ExperimentalWarning',
    '--require',
    'tsx/cjs',
    'local/main.ts',
    '--no-build',
  ];
  const child = spawn(process.execPath, [...args, ...options], { cwd: ROOT });
  const ended = new Promise<number | null>((resolve) => {
    child.once('exit', resolve);
  });
  const endWithUs = () => void child.kill();
  process.once('exit', endWithUs);
  void ended.then(() => process.off('exit', endWithUs));
  let [stdout, stderr] = ['', ''];
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString('utf8');
  });
  const stop = async (signal: 'SIGTERM' | 'SIGKILL') => {
    child.kill(signal);
    await ended;
  };
  return new Promise((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString('utf8');
      const url = /Hourglass\s+(http:\S+)/.exec(stdout)?.[1];
      if (url !== undefined) resolve({ url, client: new LaptopClient(url), stop });
    });
    void ended.then((code) => resolve({ code, stdout, stderr }));
  });
}

/** A process that has started; fails with what it said otherwise. */
export async function started(...options: string[]): Promise<LaptopProcess> {
  const result = await startProcess(...options);
  if ('url' in result) return result;
  throw new Error(`It ended with ${result.code}: ${result.stderr}`);
}

/** A start that was refused. */
export async function refused(...options: string[]): Promise<FailedStart> {
  const result = await startProcess(...options);
  if (!('url' in result)) return result;
  await result.stop('SIGKILL');
  throw new Error('It started.');
}

/** The laptop's time in some minutes, in ISO 8601. */
export async function inMinutes({ client }: LaptopProcess, minutes: number): Promise<string> {
  const { body } = await client.local('GET', '/clock');
  const now: unknown = Reflect.get(Object(body), 'now');
  return new Date(Date.parse(String(now)) + minutes * MINUTE).toISOString();
}
