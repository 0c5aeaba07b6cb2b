import type { Page, PageInput } from '../core/ports/ledger';
import { decodeCursor, encodeCursor } from './cursor';
import { bounded } from './paged';

/** A row of a list: its sort key, and the value when the row carries it. */
export type Row<T> = { readonly key: string; readonly value?: T };

/** Rows of one partition below `before`, highest key first; `more` when there are others further down. */
export type Source<T> = (
  before: string | undefined,
  limit: number,
) => Promise<{ readonly rows: readonly Row<T>[]; readonly more: boolean }>;

/** What a page is made of. */
export type MergedList<T> = {
  /** The identity of the list, to which its cursors are bound. */
  readonly list: string;
  readonly page: PageInput;
  readonly sources: readonly Source<T>[];
  /** Whether a row is on the list after all, and its value. */
  readonly load: (rows: readonly Row<T>[]) => Promise<readonly (T | undefined)[]>;
};

/** A page looks at most at this many batches; a rare match further down comes with the next page. */
const MAX_READS = 10;
const MIN_BATCH = 50;

/**
 * One page of a list that is kept in several partitions, sorted by key, highest first, each key once. All partitions sort
 * by the same text, so the cursor is a single key.
 */
export async function mergedPage<T>(list: MergedList<T>): Promise<Page<T>> {
  const items: T[] = [];
  let position = decodeCursor(list.list, list.page.cursor);
  const batch = Math.max(MIN_BATCH, list.page.limit + 1);
  for (let read = 0; read < MAX_READS; read += 1) {
    const { rows, more } = await nextRows(list.sources, position, batch);
    const values = await list.load(rows);
    for (const [index, row] of rows.entries()) {
      const value = values[index];
      if (value !== undefined && items.length === list.page.limit && position !== undefined)
        return { items, cursor: encodeCursor(list.list, position) };
      if (value !== undefined) items.push(value);
      position = row.key;
    }
    if (!more) return { items };
  }
  return position === undefined ? { items } : { items, cursor: encodeCursor(list.list, position) };
}

/** Rows that are certainly next: those at or above the place to which every unfinished partition has been read. */
async function nextRows<T>(
  sources: readonly Source<T>[],
  before: string | undefined,
  limit: number,
): Promise<{ rows: Row<T>[]; more: boolean }> {
  const batches = await bounded(sources, 16, (source) => source(before, limit));
  const ends = batches.flatMap(({ rows, more }) => (more ? [rows.at(-1)?.key ?? ''] : []));
  const horizon = ends.reduce((highest, end) => (end > highest ? end : highest), '');
  const byKey = new Map<string, Row<T>>();
  for (const row of batches.flatMap(({ rows }) => rows)) if (row.key >= horizon) byKey.set(row.key, row);
  const rows = [...byKey.values()].sort((a, b) => (a.key < b.key ? 1 : -1));
  return { rows, more: ends.length > 0 };
}
