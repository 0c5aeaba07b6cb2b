import type { Section } from '../service';

/** Milliseconds of real time in which changes are gathered into one write. */
const GATHERING = 100;

/** Writes a service's state to its section a moment after it changed, so that a seed of thousands costs few writes. */
export class SavedState {
  readonly #section: Section;
  readonly #snapshot: () => unknown;
  #timer: NodeJS.Timeout | undefined;

  constructor(section: Section, snapshot: () => unknown) {
    this.#section = section;
    this.#snapshot = snapshot;
  }

  /** Says that the state is no longer what was written. */
  changed(): void {
    if (this.#timer) return;
    this.#timer = setTimeout(() => this.flush(), GATHERING);
    this.#timer.unref();
  }

  /** Writes now what is not yet written. */
  flush(): void {
    if (!this.#timer) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#section.write(this.#snapshot());
  }
}
