import type { FakeStore } from './fakes';

const TABLES = [
  'requests',
  'leases',
  'assignments',
  'hardEnds',
  'policies',
  'orders',
  'findings',
  'idempotency',
  'asked',
  'streams',
] as const;

/** Every table as it is now; call what this gives to restore them all to that moment. */
export function backUp(store: FakeStore): () => void {
  const kept = TABLES.map((name) => new Map<string, unknown>(store[name]));
  return () =>
    TABLES.forEach((name, at) => {
      const table = store[name] as Map<string, unknown>;
      table.clear();
      for (const [key, record] of kept[at]!) table.set(key, record);
    });
}
