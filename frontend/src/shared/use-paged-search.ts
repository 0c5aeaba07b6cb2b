import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';

type PageOf<T> = { readonly items: readonly T[]; readonly cursor?: string | undefined };
type Ask = { readonly q: string; readonly cursor: string | undefined; readonly signal: AbortSignal };
const firstPage: string | undefined = undefined;
type LoadEvent = {
  readonly detail: {
    readonly filteringText: string;
    readonly firstPage: boolean;
    readonly samePage: boolean;
  };
};

/** The options of a select that searches on the server and loads more while somebody scrolls. */
export function usePagedSearch<T>(key: readonly unknown[], read: (ask: Ask) => Promise<PageOf<T>>) {
  const [q, setQ] = useState<string>();
  const pages = useInfiniteQuery({
    queryKey: [...key, 'search', q],
    queryFn: ({ pageParam, signal }) => read({ q: q ?? '', cursor: pageParam, signal }),
    initialPageParam: firstPage,
    getNextPageParam: (last) => last.cursor,
    enabled: q !== undefined,
    staleTime: 30_000,
  });
  const onLoadItems = ({ detail }: LoadEvent) => {
    const text = detail.filteringText.trim().slice(0, 200);
    if (text !== q) setQ(text);
    else if (detail.samePage) void pages.refetch();
    else if (!detail.firstPage && pages.hasNextPage) void pages.fetchNextPage();
  };
  const status = pages.isError
    ? 'error'
    : pages.isFetching || q === undefined
      ? 'loading'
      : pages.hasNextPage
        ? 'pending'
        : 'finished';
  return { items: pages.data?.pages.flatMap((page) => page.items) ?? [], status, onLoadItems } as const;
}
