import { z } from 'zod';
import type { Timeline } from './clock';

const BatchAnswer = z.looseObject({
  batchItemFailures: z.array(z.looseObject({ itemIdentifier: z.string() })).optional(),
});

/** What a function reads of a record of a change stream. */
export type NewsRecord = {
  readonly eventName: string;
  readonly dynamodb: {
    /** Epoch seconds. */
    readonly ApproximateCreationDateTime: number;
    readonly NewImage?: Readonly<Record<string, unknown>>;
    readonly SequenceNumber: string;
  };
};

const MAX_TRIES = 10;

/**
 * Feeds a function from a table's change stream as an event source mapping does: in order, one batch at a time, failed records
 * again with growing pauses, and to the dead letters after the last try.
 */
export class StreamPoller {
  readonly #timeline: Timeline;
  readonly #invoke: (event: unknown) => Promise<unknown>;
  readonly #wants: (record: NewsRecord) => boolean;
  readonly #keep: (records: readonly NewsRecord[], reason: string) => void;
  #queue: NewsRecord[] = [];
  #running = false;
  #onDrained: (until: number) => void = () => undefined;

  constructor(options: {
    readonly timeline: Timeline;
    readonly invoke: (event: unknown) => Promise<unknown>;
    /** The filter of the event source mapping. */
    readonly wants: (record: NewsRecord) => boolean;
    /** Gets what could not be delivered after all tries. */
    readonly keep: (records: readonly NewsRecord[], reason: string) => void;
  }) {
    this.#timeline = options.timeline;
    this.#invoke = options.invoke;
    this.#wants = options.wants;
    this.#keep = options.keep;
  }

  /** Whether records wait for delivery, or for another try. */
  get isDelivering(): boolean {
    return this.#running;
  }

  /** Told whenever nothing is left to deliver: of everything that was written until then, in epoch milliseconds. */
  onDrained(listener: (until: number) => void): void {
    this.#onDrained = listener;
  }

  /** Takes the next record of the stream. */
  push(record: NewsRecord): void {
    if (!this.#wants(record)) return;
    this.#queue.push(record);
    if (this.#running) return;
    this.#running = true;
    void this.#timeline.track(() => this.#drain());
  }

  async #drain(): Promise<void> {
    // One turn of the event loop, so that the records of one transaction travel together.
    await new Promise((resolve) => setImmediate(resolve));
    let newest = 0;
    while (this.#queue.length > 0) {
      const batch = this.#queue.splice(0, 10);
      await this.#deliver(batch);
      newest = Math.max(newest, ...batch.map(writtenAt));
    }
    this.#running = false;
    this.#onDrained(newest);
  }

  async #deliver(batch: readonly NewsRecord[]): Promise<void> {
    let left = batch;
    let reason = '';
    for (let tries = 1; tries <= MAX_TRIES; tries += 1) {
      try {
        const failed = failures(await this.#invoke({ Records: left }));
        if (failed.size === 0) return;
        reason = 'the function reported the record as failed';
        // Like the real mapping: everything from the first failure on is delivered again.
        const first = left.findIndex((record) => failed.has(record.dynamodb.SequenceNumber));
        left = left.slice(Math.max(0, first));
      } catch (error) {
        reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      }
      await this.#timeline.sleep(1_000 * 2 ** Math.min(tries, 6));
    }
    this.#keep(left, reason);
  }
}

const writtenAt = ({ dynamodb }: NewsRecord) => dynamodb.ApproximateCreationDateTime * 1_000;

function failures(answer: unknown): ReadonlySet<string> {
  const parsed = BatchAnswer.safeParse(answer);
  const items = parsed.success ? (parsed.data.batchItemFailures ?? []) : [];
  return new Set(items.map(({ itemIdentifier }) => itemIdentifier));
}
