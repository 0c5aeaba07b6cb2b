import type { TableName } from './tables';

/** An item of a table as it is stored: its keys, its record, and what indexes need. */
export type StoredItem = Readonly<Record<string, unknown>>;

/**
 * A change of the shape of stored items. It looks at an item and answers it in the new shape, or `undefined` when there is nothing to do:
 * so it can be repeated, and what new code has written meanwhile is left alone. Keys stay. Never of the audit trail, whose events are
 * hashed as they were written.
 */
export type Migration = {
  /** A name that says what it does; shown and never reused. */
  readonly name: string;
  readonly table: Exclude<TableName, 'audit'>;
  readonly change: (item: StoredItem) => StoredItem | undefined;
};

/**
 * Every migration, the oldest first. One is added together with code that reads both shapes and writes the new one; when it has run
 * everywhere, the old shape may go, and the changelog says from which version on one can upgrade.
 */
export const MIGRATIONS: readonly Migration[] = [];

/** An item after all migrations of its table, and the names of those that had something to do. */
export function migrated(
  item: StoredItem,
  migrations: readonly Migration[],
): { readonly item: StoredItem; readonly did: readonly string[] } {
  const did: string[] = [];
  let now = item;
  for (const { name, change } of migrations) {
    const after = change(now);
    if (!after) continue;
    now = after;
    did.push(name);
  }
  return { item: now, did };
}
