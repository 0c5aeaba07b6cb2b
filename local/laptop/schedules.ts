import { MINUTE } from '../../core/model/instant';
import type { VirtualClock } from '../clock';

/** Runs a function at a fixed rate on the clock, as an EventBridge schedule does. Stops when the clock stops. */
export function everyMinutes(clock: VirtualClock, minutes: number, run: () => unknown): void {
  const period = minutes * MINUTE;
  const next = (at: number) => {
    clock.at(at, () => {
      next(Math.max(at + period, clock.now()));
      void run();
    });
  };
  next(clock.now() + period);
}
