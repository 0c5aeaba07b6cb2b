import { z } from 'zod';
import { InvalidCursorError } from '../core/ports/invalid-cursor-error';

const Cursor = z.strictObject({ list: z.string(), after: z.string().min(1).max(500) });

/** An opaque cursor: the list it belongs to and the key of the last row that was given or looked at. */
export function encodeCursor(list: string, after: string): string {
  return Buffer.from(JSON.stringify({ list, after })).toString('base64url');
}

/** The key to go on after; throws `InvalidCursorError` for a cursor that another list gave or that was changed. */
export function decodeCursor(list: string, cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined;
  const parsed = Cursor.safeParse(json(cursor));
  if (!parsed.success || parsed.data.list !== list) throw new InvalidCursorError();
  return parsed.data.after;
}

function json(cursor: string): unknown {
  if (!/^[\w-]+$/.test(cursor)) return undefined;
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
