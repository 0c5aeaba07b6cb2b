import type { MigratedPage } from '../../aws/migrate-page';
import type { StoredItem } from '../../core/contract/migrations';

/** What a run over a table did. */
export type TableRun = {
  readonly seen: number;
  readonly did: Readonly<Record<string, number>>;
  readonly busy: number;
};

/**
 * Goes over a table page by page. After each page it says how to go on from there, so that a run that was broken off loses nothing;
 * beginning anew does no harm either.
 */
export async function migrateTable(
  page: (after: StoredItem | undefined) => Promise<MigratedPage>,
  say: (line: string) => void,
  from?: StoredItem,
): Promise<TableRun> {
  const did: Record<string, number> = {};
  let [seen, busy, after] = [0, 0, from];
  do {
    const done = await page(after);
    seen += done.seen;
    busy += done.busy;
    for (const [name, count] of Object.entries(done.did)) did[name] = (did[name] ?? 0) + count;
    after = done.next;
    if (after) say(`${seen} items; to go on from here: --from '${JSON.stringify(after)}'`);
  } while (after);
  return { seen, did, busy };
}
