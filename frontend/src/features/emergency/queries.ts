import type { DirectoryKind } from '../../../../core/contract/directory';
import type { EmergencyScope } from '../../../../core/model/emergency';
import { call } from '../../api/call';
import { useRead } from '../../api/hooks';
import type { Pager } from '../../shared/list-state';
import { usePagedSearch } from '../../shared/use-paged-search';

const PAGE = 50;

/** Accounts, permission sets or people, searched on the server. */
export const useDirectory = (kind: DirectoryKind) =>
  usePagedSearch(['directory', kind], ({ q, cursor, signal }) =>
    call('searchDirectory', { params: { kind }, query: { q, cursor, limit: PAGE }, signal }),
  );

/** Live leases of everybody, searched on the server. */
export const useLeases = () =>
  usePagedSearch(['emergency-leases'], ({ q, cursor, signal }) =>
    call('listAccess', { query: { view: 'emergency', q, cursor, limit: PAGE }, signal }),
  );

/** How many leases would end, and whose. */
export const usePreview = (scope: EmergencyScope | undefined) =>
  useRead(
    'previewEmergencyEnd',
    { body: { scope: scope ?? { kind: 'everything' } } },
    { enabled: scope !== undefined, poll: 15_000 },
  );

/** What was ended in emergencies, the newest first, as it goes on. */
export const useOrders = (pager: Pager) =>
  useRead('listEmergencyOrders', { query: { cursor: pager.cursor, limit: 10 } }, { poll: true, keep: true });
