import { ServiceError } from '../service';

const SECOND = 1_000;

/** The limit of calls in any second of the timeline that all operations share. */
export class CallRate {
  /** Calls a second; undefined for no limit. */
  limit: number | undefined;
  #calls: number[] = [];

  constructor(limit: number | undefined) {
    this.limit = limit;
  }

  /** Counts a call at `now` (epoch milliseconds), or refuses it. */
  take(now: number): void {
    if (this.limit === undefined) return;
    this.#calls = this.#calls.filter((at) => now - at < SECOND);
    if (this.#calls.length >= this.limit) throw new ServiceError('ThrottlingException', 'Rate exceeded');
    this.#calls.push(now);
  }
}
