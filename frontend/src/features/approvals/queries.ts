import { useRead } from '../../api/hooks';
import type { Pager } from '../../shared/list-state';

type View = 'inbox' | 'decided';

/** Requests that wait for me, or that I have decided. */
export const useApprovals = (view: View, q: string, pager: Pager) =>
  useRead('listRequests', { query: { view, q, cursor: pager.cursor } }, { poll: true, keep: true });
