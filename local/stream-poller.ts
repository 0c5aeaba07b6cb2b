import { z } from 'zod';
import type { StreamRecord } from './aws/dynamodb/changes';
import type { Timeline } from './clock';

const BatchAnswer = z.looseObject({
  batchItemFailures: z.array(z.looseObject({ itemIdentifier: z.string() })).optional(),
});

/** What could not be delivered after all tries. */
export type DeadLetter = { readonly sequenceNumber: string; readonly at: number; readonly reason: string };

const MAX_TRIES = 10;

/**
 * Feeds a function from a table's change stream as an event source mapping does: in order, one batch at a time, failed records
 * again with growing pauses, and to the dead letters after the last try.
 */
export class StreamPoller {
  readonly #timeline: Timeline;
  readonly #invoke: (event: unknown) => Promise<unknown>;
  readonly #wants: (record: StreamRecord) => boolean;
  readonly deadLetters: DeadLetter[] = [];
  #queue: StreamRecord[] = [];
  #running = false;

  constructor(options: {
    readonly timeline: Timeline;
    readonly invoke: (event: unknown) => Promise<unknown>;
    /** The filter of the event source mapping. */
    readonly wants: (record: StreamRecord) => boolean;
  }) {
    this.#timeline = options.timeline;
    this.#invoke = options.invoke;
    this.#wants = options.wants;
  }

  /** Whether records wait for delivery, or for another try. */
  get isDelivering(): boolean {
    return this.#running;
  }

  /** Takes the next record of the stream. */
  push(record: StreamRecord): void {
    if (!this.#wants(record)) return;
    this.#queue.push(record);
    if (this.#running) return;
    this.#running = true;
    void this.#timeline.track(() => this.#drain());
  }

  async #drain(): Promise<void> {
    // One turn of the event loop, so that the records of one transaction travel together.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#queue.length > 0) {
      const batch = this.#queue.splice(0, 10);
      await this.#deliver(batch);
    }
    this.#running = false;
  }

  async #deliver(batch: readonly StreamRecord[]): Promise<void> {
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
    const at = this.#timeline.now();
    for (const { dynamodb } of left)
      this.deadLetters.push({ sequenceNumber: dynamodb.SequenceNumber, at, reason });
  }
}

function failures(answer: unknown): ReadonlySet<string> {
  const parsed = BatchAnswer.safeParse(answer);
  const items = parsed.success ? (parsed.data.batchItemFailures ?? []) : [];
  return new Set(items.map(({ itemIdentifier }) => itemIdentifier));
}
