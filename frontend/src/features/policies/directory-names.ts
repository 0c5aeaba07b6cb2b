import { useQueries } from '@tanstack/react-query';
import type { DirectoryKind } from '../../../../core/contract/directory';
import { call } from '../../api/call';
import type { NameOf } from './name-of';

const CHUNK = 100;

const chunks = (ids: readonly string[]): string[][] => {
  const sorted = [...new Set(ids)].sort();
  const count = Math.ceil(sorted.length / CHUNK);
  return Array.from({ length: count }, (_none, index) => sorted.slice(index * CHUNK, (index + 1) * CHUNK));
};

/** Names for ids of one kind, asked for a hundred at a time. */
export function useDirectoryNames(kind: DirectoryKind, ids: readonly string[]): NameOf {
  const answers = useQueries({
    queries: chunks(ids).map((chunk) => ({
      queryKey: ['directory', kind, 'names', chunk],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        call('searchDirectory', { params: { kind }, query: { ids: chunk.join(','), limit: CHUNK }, signal }),
      staleTime: 60_000,
    })),
  });
  const known = new Map(
    answers.flatMap((answer) => answer.data?.items ?? []).map((entry) => [entry.id, entry]),
  );
  return (id) => known.get(id);
}

/** Names for the ids of every kind that policies hold. */
export function useAllNames(ids: Readonly<Record<DirectoryKind, readonly string[]>>): NameOf {
  const accounts = useDirectoryNames('accounts', ids.accounts);
  const units = useDirectoryNames('organizational-units', ids['organizational-units']);
  const permissionSets = useDirectoryNames('permission-sets', ids['permission-sets']);
  const groups = useDirectoryNames('groups', ids.groups);
  const people = useDirectoryNames('people', ids.people);
  return (id) => accounts(id) ?? units(id) ?? permissionSets(id) ?? groups(id) ?? people(id);
}
