/**
 * How much a bucket holds: it is filled evenly, with `perMinute` a minute, and holds at most those of one minute. So in any time never
 * more are taken than a full bucket and what the time brings.
 */
export type BucketLimit = { readonly perMinute: number };

/** Whether one more was taken. `empty`: no; `retryAfter` says in how many milliseconds there is one again. */
export type Taken = { readonly kind: 'taken' } | { readonly kind: 'empty'; readonly retryAfter: number };

/** Buckets that every instance of every function takes from, by their names. */
export interface Buckets {
  /** Takes one out of the bucket of that name. Throws when it cannot be known what is in it. */
  take(name: string, limit: BucketLimit): Promise<Taken>;
}
