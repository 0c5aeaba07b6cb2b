import type { Clock } from '../core/ports/clock';

/** The laptop edition runs the Lambdas in a process whose time can be moved; it puts its clock under this key. */
export const HOSTED_CLOCK = Symbol.for('hourglass.clock');

/** Real time, or the time of the process that hosts this one. */
export const systemClock: Clock = {
  now: () => hosted()?.now() ?? Date.now(),
  sleep: (milliseconds) => hosted()?.sleep(milliseconds) ?? wait(milliseconds),
};

function hosted(): Clock | undefined {
  const clock: unknown = Reflect.get(globalThis, HOSTED_CLOCK);
  return isClock(clock) ? clock : undefined;
}

function isClock(value: unknown): value is Clock {
  if (typeof value !== 'object' || value === null) return false;
  return typeof Reflect.get(value, 'now') === 'function' && typeof Reflect.get(value, 'sleep') === 'function';
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
