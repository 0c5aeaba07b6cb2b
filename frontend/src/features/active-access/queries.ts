import { useRead } from '../../api/hooks';
import type { Pager } from '../../shared/list-state';

export type View = 'mine' | 'endable' | 'all';

/** Leases that are live now. */
export const useAccess = (view: View, q: string, pager: Pager) =>
  useRead('listAccess', { query: { view, q, cursor: pager.cursor } }, { poll: true, keep: true });
