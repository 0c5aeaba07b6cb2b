import type { RefusalReason } from '../model/refusal';

/** A rule said no: never silent, always with its reasons. */
export type Refused = { readonly kind: 'refused'; readonly reasons: readonly RefusalReason[] };

/** There is no such record, or the caller may not know of it: both look alike. */
export type NotFound = { readonly kind: 'not-found' };

/** Somebody else changed the record first; the caller is told what it is now [G11]. */
export type Conflict = { readonly kind: 'conflict'; readonly reasons: readonly RefusalReason[] };

export const notFound: NotFound = { kind: 'not-found' };

export function refused(...reasons: readonly RefusalReason[]): Refused {
  return { kind: 'refused', reasons };
}
