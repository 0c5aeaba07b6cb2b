import { MAX_BODY_BYTES, MAX_HEADER_BYTES, MAX_URL_BYTES } from '../../../core/contract/common';
import type { HttpEvent } from './http-event';
import { problem, ProblemError } from './problem';

/**
 * Refuses a request that is larger than any that is meant, on whatever route, before anything of it is parsed or anybody is asked who
 * sends it. Throws `ProblemError`.
 */
export function checkSize(event: HttpEvent): void {
  if (bytes(event.rawPath) + bytes(event.rawQueryString) > MAX_URL_BYTES)
    throw tooLarge('urlTooLong', `An address may have at most ${MAX_URL_BYTES} bytes with its query.`);
  const headers = Object.entries(event.headers).map(([name, value = '']) => bytes(name) + bytes(value));
  if (headers.reduce((sum, size) => sum + size, 0) > MAX_HEADER_BYTES)
    throw tooLarge('headersTooLarge', `Headers may have at most ${MAX_HEADER_BYTES} bytes together.`);
  if (bodyBytes(event) > MAX_BODY_BYTES)
    throw tooLarge('bodyTooLarge', `A body may have at most ${MAX_BODY_BYTES} bytes.`);
}

/** The size of the body as it was sent; one in base64 is not decoded for that. */
function bodyBytes({ body = '', isBase64Encoded }: HttpEvent): number {
  return isBase64Encoded ? Math.floor((body.replace(/=+$/, '').length * 3) / 4) : bytes(body);
}

const bytes = (text: string): number => Buffer.byteLength(text);

function tooLarge(kind: 'urlTooLong' | 'headersTooLarge' | 'bodyTooLarge', detail: string): ProblemError {
  return new ProblemError(problem(kind, detail));
}
