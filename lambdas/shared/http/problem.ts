import { type FieldProblem, type Problem, problemTypes } from '../../../core/contract/common';

type Parts = Pick<Problem, 'fields' | 'reasons'>;

/** Thrown on the way to a use-case: the request itself is wrong. */
export class ProblemError extends Error {
  override name = 'ProblemError' as const;
  constructor(
    readonly problem: Problem,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(problem.title);
  }
}

type Kind = keyof typeof problemTypes;

const TITLES: Readonly<Record<Kind, readonly [status: number, title: string]>> = {
  invalidInput: [400, 'Something in the input is wrong'],
  malformedJson: [400, 'The body is not JSON'],
  unsupportedMediaType: [415, 'The body must be application/json'],
  urlTooLong: [414, 'The address is too long'],
  headersTooLarge: [431, 'The headers are too large'],
  bodyTooLarge: [413, 'The body is too large'],
  unauthenticated: [401, 'Not signed in'],
  forbidden: [403, 'You may not do this'],
  notFound: [404, 'Not found'],
  methodNotAllowed: [405, 'Wrong method'],
  refused: [422, 'A rule says no'],
  conflict: [409, 'Things have changed'],
  invalidCursor: [400, 'The cursor cannot be used'],
  idempotencyKeyReused: [422, 'The Idempotency-Key was used for another request'],
  notReady: [409, 'Not ready yet'],
  tooManyRequests: [429, 'Too many requests'],
  internal: [500, 'Something went wrong'],
};

/** A problem document of one of the stable types. */
export function problem(kind: Kind, detail: string, parts: Parts = {}): Problem {
  const [status, title] = TITLES[kind];
  return { type: problemTypes[kind], title, status, detail, ...parts };
}

/** Input that broke a rule, field by field. */
export function invalidInput(fields: readonly FieldProblem[]): Problem {
  const detail = fields.map(({ field, message }) => `${field}: ${message}`).join('; ');
  return problem('invalidInput', detail, { fields: [...fields] });
}
