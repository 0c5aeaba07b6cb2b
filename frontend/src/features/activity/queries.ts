import { useQuery } from '@tanstack/react-query';
import { useRead } from '../../api/hooks';
import { call } from '../../api/call';
import type { Pager } from '../../shared/list-state';

export type LeasePath = { readonly requestId: string; readonly leaseId: string };
export type ActivityFilters = { readonly q: string; readonly outcome: string; readonly access: string };

const outcomes = ['denied', 'failed', 'succeeded'] as const;
const accesses = ['read', 'write'] as const;
const oneOf = <T extends string>(known: readonly T[], text: string): T | 'all' =>
  known.find((value) => value === text) ?? 'all';

/** Filters as the API takes them; what the address holds may be anything. */
export const queryOf = (filters: ActivityFilters) => ({
  q: filters.q,
  outcome: oneOf(outcomes, filters.outcome),
  access: oneOf(accesses, filters.access),
});

/** Starts the look-up once per visit; the server remembers one that is under way. */
export const useLookUp = (lease: LeasePath) =>
  useQuery({
    queryKey: ['startActivity', lease],
    queryFn: () => call('startActivity', { params: lease }),
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });

/** A page of events; asked again while the look-up runs. */
export function useEvents(
  lease: LeasePath,
  queryId: string | undefined,
  filters: ActivityFilters,
  pager: Pager,
) {
  return useRead(
    'readActivity',
    {
      params: { ...lease, queryId: queryId ?? '' },
      query: { ...queryOf(filters), cursor: pager.cursor, limit: 50 },
    },
    { enabled: queryId !== undefined, keep: true, poll: pollWhileRunning },
  );
}

const pollWhileRunning = (data: { readonly state: string } | undefined) =>
  data === undefined || data.state === 'running' ? 1_500 : false;
