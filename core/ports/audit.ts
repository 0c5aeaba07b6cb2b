import type { ChainedEvent, StoredEvent } from '../model/audit-event';
import type { ExportLine } from '../model/audit-export';
import type { SignedRoot, StoredRoot, StreamHead } from '../model/audit-root';

/** Reads the audit trail. */
export interface AuditTrail {
  /** The events of a stream in their order. */
  stream(stream: string): Promise<readonly ChainedEvent[]>;
  /** Every event that is filed under a UTC day, as it lies there; ordered within each stream. */
  day(day: string): AsyncIterable<StoredEvent>;
}

/** Keeps the daily roots and the heads that they stand for: added, never changed. */
export interface AuditRoots {
  /** The root of the last sealed day, strongly consistent. */
  latest(): Promise<SignedRoot | undefined>;
  /** Every root in the order of days, as it lies there. */
  all(): AsyncIterable<StoredRoot>;
  /** The heads of a day, as they lie there. */
  heads(day: string): AsyncIterable<unknown>;
  /** Keeps a day's heads, then its root. False when the day has a root already, which stays. */
  add(root: SignedRoot, heads: readonly StreamHead[]): Promise<boolean>;
}

/** Keeps sealed days where nobody can change them for some years. */
export interface AuditArchive {
  /** Keeps a day's root, heads and events. False when that day is kept already, which stays. */
  keep(day: string, lines: AsyncIterable<ExportLine>): Promise<boolean>;
}

/** Signs daily roots with a key that never leaves its place. */
export interface RootSigner {
  /** The signature, in base64, of a text of at most 4,096 bytes. */
  sign(text: string): Promise<string>;
}

/** The public half of the key that signs daily roots, in PEM. */
export interface RootKey {
  publicKey(): Promise<string>;
}

/** True when the signature of a text was made by the private half of the key: `publicKey` in PEM, `signature` in base64. */
export type CheckSignature = (publicKey: string, text: string, signature: string) => boolean;
