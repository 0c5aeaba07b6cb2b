import type { Timeline } from '../../clock';

/** At most one call for each key, on the timeline. */
export class Alarms {
  readonly #timeline: Timeline;
  readonly #cancels = new Map<object, () => void>();

  constructor(timeline: Timeline) {
    this.#timeline = timeline;
  }

  /** Calls `run` at `at` (epoch milliseconds), in place of what was set for `key` before. */
  set(key: object, at: number, run: () => void): void {
    this.clear(key);
    const cancel = this.#timeline.at(at, () => {
      this.#cancels.delete(key);
      run();
    });
    this.#cancels.set(key, cancel);
  }

  clear(key: object): void {
    this.#cancels.get(key)?.();
    this.#cancels.delete(key);
  }
}
