import { z } from 'zod';
import type { FieldProblem } from '../../../core/contract/common';
import { type HttpEvent, headerOf } from './http-event';
import { parseJson } from './json-text';
import { invalidInput, problem, ProblemError } from './problem';

/** Parses one part of a request. Throws `ProblemError` that names each wrong field and its rule. */
export function parsePart<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new ProblemError(invalidInput(parsed.error.issues.flatMap(fieldProblems)));
}

/** The query as an object; a name that is given twice is refused. Throws `ProblemError`. */
export function queryOf(event: HttpEvent): Record<string, string> {
  const pairs = [...new URLSearchParams(event.rawQueryString)];
  const twice = pairs.find(([name], index) => pairs.findIndex(([other]) => other === name) < index);
  if (twice) throw new ProblemError(invalidInput([{ field: twice[0], message: 'is given twice' }]));
  return Object.fromEntries(pairs);
}

/** The JSON of a body, whose size was looked at before. Throws `ProblemError` for one of another type, or that is no JSON. */
export function bodyOf(event: HttpEvent): unknown {
  const { body: sent = '', isBase64Encoded } = event;
  if (sent === '') return undefined;
  const type = (headerOf(event, 'content-type') ?? '').split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json')
    throw new ProblemError(problem('unsupportedMediaType', 'Send the body as application/json.'));
  return parseJson(isBase64Encoded ? Buffer.from(sent, 'base64').toString('utf8') : sent);
}

const IdempotencyHeader = z.object({
  'Idempotency-Key': z
    .string()
    .regex(/^[\x21-\x7e]{1,200}$/, 'must be 1 to 200 visible ASCII characters')
    .optional(),
});

/** The Idempotency-Key of a request that may be sent twice. Throws `ProblemError`. */
export function idempotencyKeyOf(event: HttpEvent): string | undefined {
  return parsePart(IdempotencyHeader, {
    'Idempotency-Key': headerOf(event, 'idempotency-key'),
  })['Idempotency-Key'];
}

function fieldProblems(issue: z.core.$ZodIssue): FieldProblem[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      field: fieldName([...issue.path, key]),
      message: 'is not a known field',
    }));
  return [{ field: fieldName(issue.path), message: issue.message }];
}

/** A path as people write it: `targets[0].accountId`; the whole input is `body`. */
function fieldName(path: readonly PropertyKey[]): string {
  const name = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return name.replace(/^\./, '') || 'body';
}
