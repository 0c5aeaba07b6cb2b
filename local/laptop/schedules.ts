import { MINUTE } from '../../core/model/instant';
import type { VirtualClock } from '../clock';

/** Runs a function at a fixed rate on the clock, as an EventBridge schedule does. Stops when the clock stops. */
export function everyMinutes(
  clock: VirtualClock,
  minutes: number,
  run: () => Promise<unknown>,
  onError: (error: unknown) => void,
): void {
  const period = minutes * MINUTE;
  const next = (at: number) => {
    clock.at(at, () => {
      next(Math.max(at + period, clock.now()));
      // Tracked here and not by the clock, which would not know when the function sleeps.
      void clock.track(run).catch(onError);
    });
  };
  next(clock.now() + period);
}
