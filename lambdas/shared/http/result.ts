import type { Problem } from '../../../core/contract/common';
import { etagOf, matchesTag } from './etag';
import type { HttpResult } from './http-event';

type Headers = Readonly<Record<string, string>>;

/** On every answer. An answer is data, never a page. */
const SECURITY: Headers = {
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
};

const NOT_STORED: Headers = { 'cache-control': 'no-store' };
/** May be kept by the browser of this person, but must be asked about every time. */
const REVALIDATED: Headers = { 'cache-control': 'private, no-cache', vary: 'Authorization' };

/** A JSON answer. */
export function jsonResult(statusCode: number, value: unknown, headers: Headers = {}): HttpResult {
  return result(statusCode, JSON.stringify(value), {
    'content-type': 'application/json; charset=utf-8',
    ...NOT_STORED,
    ...headers,
  });
}

/** A JSON answer to a GET: 304 without a body when the client has it already. */
export function taggedResult(
  value: unknown,
  ifNoneMatch: string | undefined,
  headers: Headers = {},
): HttpResult {
  const etag = etagOf(value);
  const all = { ...REVALIDATED, etag, ...headers };
  return matchesTag(ifNoneMatch, etag) ? result(304, '', all) : jsonResult(200, value, all);
}

/** A file to be saved, never shown. */
export function fileResult(file: {
  readonly name: string;
  readonly contentType: string;
  readonly text: string;
}): HttpResult {
  return result(200, file.text, {
    'content-type': file.contentType,
    'content-disposition': `attachment; filename="${file.name.replace(/[^\w.-]/g, '_')}"`,
    ...NOT_STORED,
  });
}

/** A problem document. https://www.rfc-editor.org/rfc/rfc9457 */
export function problemResult(problem: Problem, correlationId: string, headers: Headers = {}): HttpResult {
  return result(problem.status, JSON.stringify({ ...problem, correlationId }), {
    'content-type': 'application/problem+json; charset=utf-8',
    ...NOT_STORED,
    ...headers,
  });
}

function result(statusCode: number, body: string, headers: Headers): HttpResult {
  return { statusCode, headers: { ...SECURITY, ...headers }, body, isBase64Encoded: false };
}
