import type { z } from 'zod';
import type { RequestPage, RequestsQuery } from '../contract/requests';
import { fromIso } from '../model/instant';
import type { AccessRequest } from '../model/request';
import type { Page, RequestFilter } from '../ports/ledger';
import { placesToDecide } from '../rules/may-decide';
import type { Viewer } from './caller-identity';
import type { Ports } from './deps';
import { type Found, found } from './found';
import { pageOfKept } from './list-page';
import { type NotFound, notFound } from './outcome';
import { requestSummary } from './views/request-summary';

type Query = z.output<typeof RequestsQuery>;
type Deps = Pick<Ports, 'requests' | 'clock'>;

/** Requests from one point of view, newest first. Only auditors have the view of all. */
export async function listRequests(
  input: { readonly viewer: Viewer; readonly query: Query },
  deps: Deps,
): Promise<Found<z.output<typeof RequestPage>> | NotFound> {
  const { viewer, query } = input;
  if (query.view === 'all' && !viewer.auditor) return notFound;
  const page = await pageOf(viewer, query, deps);
  return found({ items: page.items.map(requestSummary), cursor: page.cursor });
}

function pageOf(viewer: Viewer, query: Query, deps: Deps): Promise<Page<AccessRequest>> {
  const filter = filterOf(query);
  const page = { cursor: query.cursor, limit: query.limit };
  switch (query.view) {
    case 'mine':
      return deps.requests.listMine(viewer.userId, filter, page);
    case 'inbox':
      return listInbox(viewer, filter, page, deps);
    case 'decided':
      return deps.requests.listDecidedBy(viewer.userId, filter, page);
    case 'all':
      return deps.requests.listAll(filter, page);
  }
}

/** Pending requests that the viewer can decide now: not their own, not decided, and their step is open. */
export function listInbox(
  viewer: Viewer,
  filter: RequestFilter,
  page: { readonly cursor?: string | undefined; readonly limit: number },
  deps: Deps,
): Promise<Page<AccessRequest>> {
  const approver = { userId: viewer.userId, groupIds: viewer.groupIds, enabled: viewer.person.enabled };
  const keys = { userId: viewer.userId, groupIds: [...viewer.groupIds] };
  return pageOfKept(
    (next) => deps.requests.listInbox(keys, filter, next),
    (request) => placesToDecide(request, approver, deps.clock.now()).allowed,
    page,
  );
}

function filterOf({ status, accountId, from, to, q }: Query): RequestFilter {
  return {
    statuses: status,
    accountId,
    from: from === undefined ? undefined : fromIso(from),
    to: to === undefined ? undefined : fromIso(to),
    text: q || undefined,
  };
}
