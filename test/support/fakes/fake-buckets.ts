import type { EpochMs } from '../../../core/model/instant';
import type { BucketLimit, Buckets, Taken } from '../../../core/ports/buckets';
import type { Clock } from '../../../core/ports/clock';
import { takeOne } from '../../../core/rules/token-bucket';

/** Buckets in memory, by the same rule; they can be told to fail. */
export class FakeBuckets implements Buckets {
  /** How often any was asked. */
  asked = 0;
  readonly #fullAt = new Map<string, EpochMs>();
  #failure: Error | undefined;

  constructor(private readonly clock: Pick<Clock, 'now'>) {}

  /** From now on nobody can say what is in a bucket. */
  fail(failure: Error): void {
    this.#failure = failure;
  }

  async take(name: string, limit: BucketLimit): Promise<Taken> {
    this.asked += 1;
    if (this.#failure) throw this.#failure;
    const { taken, fullAt } = takeOne(this.#fullAt.get(name), limit, this.clock.now());
    if (fullAt !== undefined) this.#fullAt.set(name, fullAt);
    return taken;
  }
}
