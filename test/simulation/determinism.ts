import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import zlib from 'node:zlib';
import { HOSTED_METRICS } from '../../aws/emf-metrics';
import { HOSTED_CLOCK } from '../../aws/system-clock';
import { HOSTED_INSTANCE } from '../../lambdas/shared/once';
import { remembered } from './memory';
import { current } from './process';
import type { Random } from './random';
import type { SimTimeline } from './timeline';

type Sources = { readonly timeline: SimTimeline; readonly random: Random };

let sources: Sources | undefined;

/** The world from which time and randomness come from now on. */
export function useSources(next: Sources): void {
  sources = next;
}

function worldNow(): Sources {
  if (!sources) throw new Error('Time or randomness was asked for outside a run.');
  return sources;
}

const random = () => (current()?.random ?? worldNow().random).next();
const now = () => worldNow().timeline.now() + (current()?.instance.skew ?? 0);

function randomBytes(size: number): Buffer {
  return Buffer.from(Array.from({ length: size }, () => Math.floor(random() * 256)));
}

function randomInt(low: number, high?: number): number {
  const [from, to] = high === undefined ? [0, low] : [low, high];
  return from + Math.floor(random() * (to - from));
}

function randomUUID(): string {
  const hex = randomBytes(16).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/** Waits in virtual time; whoever has crashed meanwhile never wakes. */
function sleep(milliseconds: number): Promise<void> {
  const { timeline } = worldNow();
  const process = current();
  return new Promise((resolve) => {
    timeline.schedule(timeline.now() + milliseconds, undefined, () => {
      if (process && !process.alive) return;
      wake(process);
      resolve();
    });
  });
}

let wake: (process: ReturnType<typeof current>) => void = () => {};

/**
 * Makes this process of Node deterministic: every source of time, randomness and threads that code of ours could reach is
 * replaced for good, so that nothing has to be injected and nothing can be forgotten.
 */
export function takeOver(setCurrent: typeof wake): void {
  wake = setCurrent;
  Object.assign(crypto, { randomBytes, randomInt, randomUUID });
  // Threads end when they like; the same work done at once has no order to differ in.
  Object.assign(zlib, {
    gzip: atOnce(remembered(zlib.gzipSync)),
    gunzip: atOnce(remembered(zlib.gunzipSync)),
  });
  syncBuiltinESMExports();
  Math.random = random;
  Reflect.set(globalThis, HOSTED_CLOCK, { now, sleep });
  Reflect.set(globalThis, HOSTED_METRICS, () => undefined);
  Reflect.set(globalThis, HOSTED_INSTANCE, () => current()?.instance.key);
}

function atOnce(work: (input: Buffer) => Buffer) {
  return (input: Buffer, done: (error: unknown, output?: Buffer) => void): void => {
    let output: Buffer;
    try {
      output = work(input);
    } catch (error) {
      done(error);
      return;
    }
    done(null, output);
  };
}
