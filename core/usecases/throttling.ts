import type { RouteLoad } from '../contract/routes';
import type { EpochMs } from '../model/instant';
import type { BucketLimit, Buckets, Taken } from '../ports/buckets';
import { fullAfter, takeOne } from '../rules/token-bucket';
import type { Ports } from './deps';

/** How many requests one caller may send in a minute, by what they are; 0: they are not counted. */
export type RequestLimits = Readonly<Record<Exclude<RouteLoad, 'urgent'>, number>>;

/** `unknown`: it cannot be told now how many there were, and the request is one that waits until it can. */
export type Admission =
  | { readonly kind: 'admitted' }
  | { readonly kind: 'unknown' }
  | Extract<Taken, { kind: 'empty' }>;

const MOST_REMEMBERED = 10_000;

/** What is sent: how it is throttled, and by which HTTP method. */
export type Sent = { readonly load: RouteLoad; readonly method: string };

/**
 * Lets each caller send so many requests in a minute. Every instance counts by itself; what is sent by another method than GET is
 * counted once more in buckets that all instances share, since a GET changes nothing, not even a count [G10]. Ending access and
 * emergencies are never counted: nobody must be kept from them.
 */
export class Throttling {
  readonly #fullAt = new Map<string, EpochMs>();

  constructor(
    private readonly deps: Pick<Ports, 'clock' | 'trouble'> & { readonly buckets: Buckets },
    private readonly limits: RequestLimits,
  ) {}

  /** Counts one request of the caller with that id. */
  async admit(callerId: string, { load, method }: Sent): Promise<Admission> {
    if (load === 'urgent' || this.limits[load] === 0) return { kind: 'admitted' };
    const limit = { perMinute: this.limits[load] };
    const name = `${load}#${callerId}`;
    // Who asks one instance too often asks all of them too often: they cost no write.
    const here = this.#takeHere(name, limit);
    if (here.kind === 'empty' || load === 'read' || method === 'GET') return admissionOf(here);
    return this.#takeShared(name, limit, load);
  }

  #takeHere(name: string, limit: BucketLimit): Taken {
    const now = this.deps.clock.now();
    if (this.#fullAt.size >= MOST_REMEMBERED) this.#forget(now);
    const { taken, fullAt } = takeOne(this.#fullAt.get(name), limit, now);
    if (fullAt !== undefined) this.#fullAt.set(name, fullAt);
    return taken;
  }

  async #takeShared(name: string, limit: BucketLimit, load: 'dear' | 'write'): Promise<Admission> {
    try {
      const shared = await this.deps.buckets.take(name, limit);
      if (shared.kind === 'empty')
        this.#fullAt.set(name, fullAfter(limit, shared.retryAfter, this.deps.clock.now()));
      return admissionOf(shared);
    } catch (error) {
      this.deps.trouble.report('throttle-unknown', { load }, error);
      // A decision must not wait for a counter; what costs money or time can.
      return { kind: load === 'write' ? 'admitted' : 'unknown' };
    }
  }

  /** A bucket that is full is like one that was never asked. */
  #forget(now: EpochMs): void {
    for (const [name, fullAt] of this.#fullAt) if (fullAt <= now) this.#fullAt.delete(name);
    if (this.#fullAt.size >= MOST_REMEMBERED) this.#fullAt.clear();
  }
}

const admissionOf = (taken: Taken): Admission => (taken.kind === 'taken' ? { kind: 'admitted' } : taken);
