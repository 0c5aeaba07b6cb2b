import { useCallback, useState } from 'react';
import { useSearchParams } from 'react-router';

/** Filters of a list, by name; an empty text is no filter. */
export type Filters = Readonly<Record<string, string>>;

/** What a list page shows: filters live in the address, the way through the pages lives with the page. */
export type ListState<F extends Filters> = {
  readonly filters: F;
  /** Whether any filter differs from its default. */
  readonly filtered: boolean;
  readonly setFilter: (name: keyof F & string, value: string) => void;
  readonly clearFilters: () => void;
  readonly pager: Pager;
};

/** The way through pages that are reached by cursor. `index` counts from 1. */
export type Pager = {
  readonly index: number;
  readonly cursor: string | undefined;
  readonly go: (index: number, next: string | undefined) => void;
};

/** Reads and writes the filters of a list in the address; changing one goes back to the first page. */
export function useListState<F extends Filters>(defaults: F): ListState<F> {
  const [search, setSearch] = useSearchParams();
  const names = Object.keys(defaults);
  const filters = Object.assign({}, defaults, readFilters(search, names));
  const key = names.map((name) => filters[name]).join('\n');
  const pager = usePager(key);

  const setFilter = (name: string, value: string) =>
    setSearch(
      (params) => {
        if (value === '' || value === defaults[name]) params.delete(name);
        else params.set(name, value);
        return params;
      },
      { replace: true },
    );
  const clearFilters = () =>
    setSearch(
      (params) => {
        for (const name of names) params.delete(name);
        return params;
      },
      { replace: true },
    );
  const filtered = names.some((name) => filters[name] !== defaults[name]);
  return { filters, filtered, setFilter, clearFilters, pager };
}

function readFilters(search: URLSearchParams, names: readonly string[]): Filters {
  return Object.fromEntries(
    names.flatMap((name) => (search.has(name) ? [[name, search.get(name) ?? '']] : [])),
  );
}

/** Cursors of the pages seen so far, forgotten when `key` (what is listed) changes. */
export function usePager(key: string): Pager {
  const [state, setState] = useState<{ key: string; cursors: readonly (string | undefined)[] }>({
    key,
    cursors: [undefined],
  });
  const cursors = state.key === key ? state.cursors : [undefined];
  const go = useCallback(
    (index: number, next: string | undefined) =>
      setState((was) => {
        const seen = was.key === key ? was.cursors : [undefined];
        return { key, cursors: index > seen.length ? [...seen, next] : seen.slice(0, index) };
      }),
    [key],
  );
  return { index: cursors.length, cursor: cursors[cursors.length - 1], go };
}
