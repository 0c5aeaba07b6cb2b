import { z } from 'zod';
import type { Section } from './service';
import { StateFolderError } from './state-folder-error';

/** Reads a section by its schema; `empty` when nothing was written yet. */
export function readSection<T>(section: Section, schema: z.ZodType<T>, name: string, empty: T): T {
  const stored = section.read();
  if (stored === undefined || stored === null) return empty;
  const parsed = schema.safeParse(stored);
  if (!parsed.success) {
    throw new StateFolderError(
      `The stored state of ${name}`,
      z.prettifyError(parsed.error).replaceAll('\n', ' '),
    );
  }
  return parsed.data;
}
