import type { z } from 'zod';
import { type FieldProblem, problemTypes } from '../../core/contract/common';

/** A request to the control API that cannot be done; becomes a problem document. */
export class ControlProblem extends Error {
  override readonly name = 'ControlProblem' as const;
  constructor(
    readonly status: 400 | 403 | 404 | 405 | 409 | 415,
    readonly type: (typeof problemTypes)[keyof typeof problemTypes],
    detail: string,
    readonly fields: readonly FieldProblem[] = [],
  ) {
    super(detail);
  }
}

/** There is no such person, account or route. */
export const unknown = (detail: string) => new ControlProblem(404, problemTypes.notFound, detail);

/** Input that a schema refuses: which fields, and the rule that each broke. */
export function invalid(error: z.ZodError): ControlProblem {
  const fields = error.issues.map(({ path, message }) => ({ field: path.join('.') || '(body)', message }));
  const detail = fields.map(({ field, message }) => `${field}: ${message}`).join('; ');
  return new ControlProblem(400, problemTypes.invalidInput, detail, fields);
}

const TITLES = {
  400: 'Invalid input',
  403: 'Refused',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  415: 'Unsupported media type',
} as const;

/** The RFC 9457 answer. */
export function problemResponse({ status, type, message, fields }: ControlProblem): Response {
  const body = {
    type,
    title: TITLES[status],
    status,
    detail: message,
    ...(fields.length > 0 && { fields }),
  };
  return Response.json(body, {
    status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
  });
}
