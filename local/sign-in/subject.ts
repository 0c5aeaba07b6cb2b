import { createHash } from 'node:crypto';

/** The pool's own id of a person: a UUID that stays the same over restarts. */
export function subjectOf(pool: { readonly poolId: string }, userName: string): string {
  const hex = createHash('sha256').update(`${pool.poolId}/${userName}`).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
