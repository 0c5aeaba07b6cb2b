import type { Item } from 'dynalite/db';
import type { Timeline } from '../../clock';
import type { Plan } from './plan';

const MINUTE = 60_000;
/** DynamoDB leaves items alone whose time lies further back, in seconds. */
const TOO_OLD = 5 * 365 * 86_400;

/** Deletes items whose time to live is over, at the next full minute of the timeline. */
export class Expiry {
  readonly #timeline: Timeline;
  readonly #expire: (table: string, key: string) => Promise<void>;
  readonly #attributes = new Map<string, string>();
  readonly #due = new Map<string, Map<string, number>>();
  #nextAt = Number.POSITIVE_INFINITY;
  #callOff = () => {};

  constructor(timeline: Timeline, expire: (table: string, key: string) => Promise<void>) {
    this.#timeline = timeline;
    this.#expire = expire;
  }

  /** The attribute that holds a table's time to live, if it is switched on. */
  attribute(table: string): string | undefined {
    return this.#attributes.get(table);
  }

  /** Begins to look at a table; whoever calls passes the items that are in it to `watch`. */
  start(table: string, attribute: string): void {
    this.#attributes.set(table, attribute);
    this.#due.set(table, new Map());
  }

  /** Stops looking at a table. */
  stop(table: string): void {
    this.#attributes.delete(table);
    this.#due.delete(table);
  }

  /** Notes when an item is due; `undefined` means that it is gone. */
  watch(table: string, key: string, item: Item | undefined): void {
    const due = this.#due.get(table);
    const time = item && this.dueTime(table, item);
    if (time === undefined) due?.delete(key);
    else {
      due?.set(key, time);
      this.#arm(time);
    }
  }

  /** Takes note of a plan that was written. */
  written({ table, key, after }: Plan): void {
    if (table && this.#attributes.has(table.TableName)) this.watch(table.TableName, key, after);
  }

  /** When an item is deleted, in epoch milliseconds; never, if its attribute is not a recent enough number. */
  dueTime(table: string, item: Item): number | undefined {
    const value = item[this.#attributes.get(table) ?? '']?.N;
    const seconds = typeof value === 'string' ? Number(value) : Number.NaN;
    if (!(seconds > this.#timeline.now() / 1000 - TOO_OLD)) return undefined;
    return Math.ceil((seconds * 1000) / MINUTE) * MINUTE;
  }

  /** Calls off the next round. */
  close(): void {
    this.#callOff();
  }

  #arm(time: number): void {
    if (time >= this.#nextAt) return;
    this.#callOff();
    this.#nextAt = time;
    this.#callOff = this.#timeline.at(time, () => this.#round());
  }

  async #round(): Promise<void> {
    const now = this.#timeline.now();
    this.#nextAt = Number.POSITIVE_INFINITY;
    let next = Number.POSITIVE_INFINITY;
    for (const [table, due] of this.#due) {
      for (const [key, time] of due) {
        if (time <= now) await this.#expire(table, key);
        else next = Math.min(next, time);
      }
    }
    if (next < Number.POSITIVE_INFINITY) this.#arm(next);
  }
}
