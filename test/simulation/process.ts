import type { Random } from './random';

/** One running copy of a function: what it made at its cold start, and its clock. */
export type Instance = {
  readonly id: number;
  /** The key under which the function's `once` keeps what it made. */
  readonly key: object;
  /** Milliseconds that its clock goes ahead of ours. */
  readonly skew: number;
};

/** One invocation of a function. Everything that it asks of the world is scheduled, and may go wrong. */
export type Process = {
  /** Names the invocation, the same in every run of a seed: what goes wrong in it is decided by this name. */
  readonly key: string;
  readonly fn: string;
  readonly instance: Instance;
  readonly random: Random;
  readonly startedAt: number;
  /** What the invocation is about: the route of a request to the API, or the event's own ids. */
  readonly about: string;
  readonly event: unknown;
  /** Calls made so far. */
  calls: number;
  /** False once it has crashed, timed out or ended: nothing of it runs any further. */
  alive: boolean;
};

let running: Process | undefined;

/**
 * Who is running. One thing happens at a time, and the scheduler lets everything that follows from it settle before the next,
 * so that a variable is enough to know whose code calls.
 */
export function current(): Process | undefined {
  return running;
}

/** Says whose code runs until the next call of this. */
export function setCurrent(process: Process | undefined): void {
  running = process;
}
