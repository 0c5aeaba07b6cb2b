import { useRead } from '../../api/hooks';
import type { Pager } from '../../shared/list-state';
import { knownStatus } from '../requests/status';
import { endOfDay, startOfDay } from './days';

export type Filters = {
  readonly q: string;
  readonly status: string;
  readonly account: string;
  readonly from: string;
  readonly to: string;
};

export const isAccountId = (text: string) => /^\d{12}$/.test(text);

/** Every request that the filters leave, newest first. */
export const useAllRequests = (filters: Filters, pager: Pager) =>
  useRead(
    'listRequests',
    {
      query: {
        view: 'all',
        q: filters.q,
        status: knownStatus(filters.status),
        accountId: isAccountId(filters.account) ? filters.account : undefined,
        from: startOfDay(filters.from),
        to: endOfDay(filters.to),
        cursor: pager.cursor,
      },
    },
    { poll: true, keep: true },
  );
