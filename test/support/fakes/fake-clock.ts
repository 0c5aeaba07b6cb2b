import type { EpochMs } from '../../../core/model/instant';
import type { Clock } from '../../../core/ports/clock';

/** Where every fake clock begins: 2026-11-21T09:00:00Z. */
export const START = Date.UTC(2026, 10, 21, 9);

/** Stands still until it is moved; sleeping moves it. */
export class FakeClock implements Clock {
  #now: EpochMs;
  constructor(now: EpochMs = START) {
    this.#now = now;
  }

  now(): EpochMs {
    return this.#now;
  }

  async sleep(milliseconds: number): Promise<void> {
    this.advance(milliseconds);
  }

  /** Moves time by milliseconds. */
  advance(milliseconds: number): void {
    this.#now += Math.max(0, milliseconds);
  }

  /** Moves time to a moment; never back. */
  advanceTo(at: EpochMs): void {
    this.#now = Math.max(this.#now, at);
  }
}
