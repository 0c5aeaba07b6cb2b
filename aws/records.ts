import type { z } from 'zod';

/** A stored record does not parse: never taken for "not found". Names the record, not its content. */
export class CorruptRecordError extends Error {
  override name = 'CorruptRecordError' as const;
  constructor(record: string, paths: readonly string[]) {
    super(`${record} does not parse at ${paths.join(', ')}`);
  }
}

/** Parses what a table held. */
export function parseRecord<T extends z.ZodType>(schema: T, value: unknown, record: string): z.output<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const paths = parsed.error.issues.map((issue) => issue.path.join('.') || '(top)');
  throw new CorruptRecordError(record, [...new Set(paths)].slice(0, 5));
}

/** Parses a stored record, or answers `undefined` when there is none. */
export function parseOptional<T extends z.ZodType>(
  schema: T,
  item: Readonly<Record<string, unknown>> | undefined,
  record: string,
): z.output<T> | undefined {
  return item && parseRecord(schema, item.record, record);
}
