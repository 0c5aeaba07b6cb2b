import { createHash } from 'node:crypto';

/** A weak tag of a JSON answer. `now` is left out: an answer that differs in nothing else is the same. */
export function etagOf(value: unknown): string {
  const text = JSON.stringify(value, (key, member: unknown) => (key === 'now' ? undefined : member)) ?? '';
  return `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`;
}

/** Whether an If-None-Match names the tag, by weak comparison. https://www.rfc-editor.org/rfc/rfc9110#section-13.1.2 */
export function matchesTag(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  const opaque = (tag: string) => tag.trim().replace(/^W\//, '');
  return ifNoneMatch.trim() === '*' || ifNoneMatch.split(',').some((tag) => opaque(tag) === opaque(etag));
}
