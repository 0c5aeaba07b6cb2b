import { useRead } from '../../api/hooks';
import type { Pager } from '../../shared/list-state';
import { knownStatus } from '../requests/status';

type Filters = { readonly q: string; readonly status: string };

/** My requests, newest first. */
export const useMyRequests = (filters: Filters, pager: Pager) =>
  useRead(
    'listRequests',
    { query: { view: 'mine', q: filters.q, status: knownStatus(filters.status), cursor: pager.cursor } },
    { poll: true, keep: true },
  );
