import type { EpochMs } from '../../../core/model/instant';
import type { Clock } from '../../../core/ports/clock';

/** The clock of one story: stands where it was put, and waiting moves it. */
export class PastClock implements Clock {
  #now: EpochMs;

  constructor(now: EpochMs) {
    this.#now = now;
  }

  now(): EpochMs {
    return this.#now;
  }

  async sleep(milliseconds: number): Promise<void> {
    this.#now += milliseconds;
  }

  /** Goes on to `at` (epoch milliseconds); never back. */
  goTo(at: EpochMs): void {
    this.#now = Math.max(this.#now, at);
  }
}
