/** AWS left out of an answer what it documents as always there. */
export class UnexpectedAnswerError extends Error {
  override name = 'UnexpectedAnswerError' as const;
  constructor(missing: string) {
    super(`The answer of AWS lacks ${missing}`);
  }
}

/** The value, which AWS documents as always there. */
export function given<T>(value: T | undefined | null, name: string): T {
  if (value === undefined || value === null) throw new UnexpectedAnswerError(name);
  return value;
}
