import { z } from 'zod';
import type { Timeline } from '../../clock';
import { ActivityDatabase } from './database';
import { CloudTrailRecord } from './record';
import type { RecordLog } from './record-log';

/** What a store is made of. */
export type CloudTrailStoreOptions = {
  readonly log: RecordLog;
  readonly timeline: Timeline;
  /** Milliseconds from an event until queries see it. @default 0 */
  readonly deliveryDelay?: number;
  /** SQL that makes further views of the events. @default none */
  readonly views?: readonly string[];
};

/**
 * The events of the event data store. They are kept in a log, and go to DuckDB when a query needs them and their
 * time has come: an event of the future is seen once the clock is there.
 */
export class CloudTrailStore {
  readonly #log: RecordLog;
  readonly #timeline: Timeline;
  readonly #deliveryDelay: number;
  readonly #views: readonly string[];
  #undelivered: CloudTrailRecord[] = [];
  #database: ActivityDatabase | undefined;
  // One write or delivery at a time, so that none is counted twice or missed.
  #queue: Promise<unknown> = Promise.resolve();

  constructor({ log, timeline, deliveryDelay = 0, views = [] }: CloudTrailStoreOptions) {
    this.#log = log;
    this.#timeline = timeline;
    this.#deliveryDelay = deliveryDelay;
    this.#views = views;
  }

  /** Adds events, in any order, of the past or the future. */
  append(records: readonly CloudTrailRecord[]): Promise<void> {
    return this.#inTurn(async () => {
      const checked = z.array(CloudTrailRecord).parse(records);
      await this.#log.append(checked);
      if (this.#database) this.#undelivered.push(...checked);
    });
  }

  /** The database with every event in it that was delivered by now. */
  delivered(): Promise<ActivityDatabase> {
    return this.#inTurn(async () => {
      const database = this.#database ?? (await this.#open());
      const until = this.#timeline.now() - this.#deliveryDelay;
      const due = this.#undelivered.filter((record) => Date.parse(record.eventTime) <= until);
      this.#undelivered = this.#undelivered.filter((record) => Date.parse(record.eventTime) > until);
      await database.insert(due);
      return database;
    });
  }

  /** Resolves when the database is closed; a later query opens it again. */
  close(): Promise<void> {
    return this.#inTurn(async () => {
      this.#database?.close();
      this.#database = undefined;
    });
  }

  async #open(): Promise<ActivityDatabase> {
    this.#undelivered = await this.#log.read();
    this.#database = await ActivityDatabase.open(this.#views);
    return this.#database;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(work);
    // The caller gets the failure; the next in line is not held up by it.
    this.#queue = turn.catch(() => undefined);
    return turn;
  }
}
