import { z } from 'zod';
import { InvalidCursorError } from '../ports/invalid-cursor-error';
import type { Page, PageInput } from '../ports/ledger';
import { fromBase64Url, toBase64Url } from '../rules/base64url';

const Cursor = z.tuple([z.string(), z.number().int().positive(), z.string()]);

/**
 * A page of a list that is whole in memory. The cursor names the list and the last item given, so that a list which has grown
 * or shrunk meanwhile goes on where it was. Throws `InvalidCursorError`.
 */
export function pageOfList<T>(
  list: string,
  items: readonly T[],
  keyOf: (item: T) => string,
  page: PageInput,
): Page<T> {
  const start = page.cursor === undefined ? 0 : startOf(list, items, keyOf, page.cursor);
  const end = start + page.limit;
  const given = items.slice(start, end);
  const last = given.at(-1);
  if (end >= items.length || last === undefined) return { items: given };
  return { items: given, cursor: toBase64Url(JSON.stringify([list, end, keyOf(last)])) };
}

/** Reads pages of a stored list until enough items pass `keep`, the list ends, or it has read often enough. */
export async function pageOfKept<T>(
  read: (page: PageInput) => Promise<Page<T>>,
  keep: (item: T) => boolean | Promise<boolean>,
  page: PageInput,
): Promise<Page<T>> {
  const items: T[] = [];
  let cursor = page.cursor;
  for (let reads = 0; reads < MOST_READS; reads += 1) {
    const next = await read({ cursor, limit: page.limit - items.length });
    for (const item of next.items) if (await keep(item)) items.push(item);
    cursor = next.cursor;
    if (cursor === undefined) return { items };
    if (items.length >= page.limit) break;
  }
  return { items, ...(cursor === undefined ? {} : { cursor }) };
}

const MOST_READS = 10;

function startOf<T>(list: string, items: readonly T[], keyOf: (item: T) => string, cursor: string): number {
  const parsed = Cursor.safeParse(parseJson(fromBase64Url(cursor)));
  if (!parsed.success || parsed.data[0] !== list) throw new InvalidCursorError();
  const [, end, key] = parsed.data;
  const last = items[end - 1];
  if (last !== undefined && keyOf(last) === key) return end;
  const found = items.findIndex((item) => keyOf(item) === key);
  return found < 0 ? end : found + 1;
}

function parseJson(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
