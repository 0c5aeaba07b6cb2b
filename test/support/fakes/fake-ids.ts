import type { Ids } from '../../../core/ports/ids';

/** Counts: `00000000000000000000000001`, `…02`, so that ids sort by the time they were made. */
export class FakeIds implements Ids {
  #made = 0;

  next(): string {
    this.#made += 1;
    return String(this.#made).padStart(26, '0');
  }
}
