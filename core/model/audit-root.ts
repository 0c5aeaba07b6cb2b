import { z } from 'zod';

/** SHA-256 in hexadecimal. */
export const Hash = z.string().regex(/^[0-9a-f]{64}$/, { message: 'must be a SHA-256 in hexadecimal' });

/** Stands where there is no hash: before the first root, and for an event that cannot be read. */
export const NO_HASH = '0'.repeat(64);

/** A UTC day, `2026-11-21`. */
export const Day = z.iso.date();

/** What a stream did on one day: the sequences of its first and last event of that day, and the hash of the last. */
export const StreamHead = z.strictObject({
  stream: z.string(),
  first: z.number().int().positive(),
  last: z.number().int().positive(),
  hash: Hash,
});
export type StreamHead = z.infer<typeof StreamHead>;

/**
 * One UTC day of the whole audit trail: `heads` is the hash of the heads of every stream that changed on it, `previous` the
 * hash of the root of the day before. There is a root for each day, also for one without events.
 */
export const DailyRoot = z.strictObject({
  format: z.literal(1),
  day: Day,
  /** How many events the day has. */
  events: z.number().int().nonnegative(),
  /** How many streams changed. */
  streams: z.number().int().nonnegative(),
  heads: Hash,
  previous: Hash,
});
export type DailyRoot = z.infer<typeof DailyRoot>;

/** A root with its signature: ECDSA over P-256 and SHA-256, DER in base64, of the root's canonical JSON. */
export const SignedRoot = z.strictObject({ root: DailyRoot, signature: z.base64() });
export type SignedRoot = z.infer<typeof SignedRoot>;

/** A root as the store holds it: the day under which it lies, and what lies there. */
export type StoredRoot = { readonly day: string; readonly record: unknown };
