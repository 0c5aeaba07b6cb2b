import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ResponseOf, RouteName } from '../../../core/contract/routes';
import { type CallInput, call } from './call';

/** Milliseconds between two looks at what changes by itself. */
const POLL = 4_000;
const POLL_IN_BACKGROUND = 15_000;

type ReadOptions<T> = {
  /** Look again all the time; a number: every so many milliseconds; a function: as the last answer says. */
  readonly poll?: boolean | number | ((last: T | undefined) => number | false);
  readonly enabled?: boolean;
  /** Keep showing the last answer while a page or a filter changes. */
  readonly keep?: boolean;
  /** How long an answer counts as fresh, in milliseconds. */
  readonly staleTime?: number;
};

/** Reads a route, and reads it again while somebody looks. */
export function useRead<N extends RouteName>(
  name: N,
  input: CallInput<N>,
  options: ReadOptions<ResponseOf<N>> = {},
) {
  const { poll = false, enabled = true, keep = false, staleTime } = options;
  return useQuery<ResponseOf<N>>({
    queryKey: [name, input],
    queryFn: ({ signal }) => call(name, { ...input, signal }),
    enabled,
    refetchInterval: (query) => {
      const every = typeof poll === 'function' ? poll(query.state.data) : poll;
      return every === false ? false : pollInterval(every);
    },
    refetchIntervalInBackground: true,
    ...(keep ? { placeholderData: keepPreviousData } : {}),
    ...(staleTime === undefined ? {} : { staleTime }),
  });
}

function pollInterval(poll: true | number): number {
  if (document.hidden) return POLL_IN_BACKGROUND;
  return poll === true ? POLL : poll;
}

/** Calls a route that changes something; whatever is on the page is read again afterwards. */
export function useWrite<N extends RouteName>(name: N, onDone?: (answer: ResponseOf<N>) => void) {
  const client = useQueryClient();
  return useMutation<ResponseOf<N>, Error, CallInput<N> & { idempotencyKey?: string }>({
    mutationFn: (input) => call(name, input),
    onSuccess: (answer) => {
      void client.invalidateQueries();
      onDone?.(answer);
    },
  });
}
