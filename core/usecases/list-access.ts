import type { z } from 'zod';
import type { AccessItem, AccessPage, AccessQuery } from '../contract/requests';
import { toIso } from '../model/instant';
import type { Lease } from '../model/lease';
import type { AccessRequest } from '../model/request';
import type { Page, RequestFilter } from '../ports/ledger';
import { matchesFilter } from '../rules/matches-filter';
import { mayRespond } from '../rules/emergency';
import { mayEnd } from '../rules/visibility';
import type { Viewer } from './caller-identity';
import type { Ports } from './deps';
import { type Found, found } from './found';
import { pageOfKept, pageOfList } from './list-page';
import { type NotFound, notFound } from './outcome';
import { leaseView } from './views/lease';

type Query = z.output<typeof AccessQuery>;
type Deps = Pick<Ports, 'requests' | 'clock'>;
type WithLeases = { readonly request: AccessRequest; readonly leases: readonly Lease[] };

/** Leases that are live now. A page holds `limit` requests with all their live leases. */
export async function listAccess(
  input: { readonly viewer: Viewer; readonly query: Query },
  deps: Deps,
): Promise<Found<z.output<typeof AccessPage>> | NotFound> {
  const { viewer, query } = input;
  if (query.view === 'all' && !viewer.auditor) return notFound;
  if (query.view === 'emergency' && !mayRespond(viewer)) return notFound;
  const page = await pageOf(viewer, query, deps);
  return found({
    items: page.items.flatMap(({ request, leases }) =>
      leases.map((lease) => accessItem(request, lease, viewer)),
    ),
    cursor: page.cursor,
    now: toIso(deps.clock.now()),
  });
}

async function pageOf(viewer: Viewer, query: Query, deps: Deps): Promise<Page<WithLeases>> {
  const filter: RequestFilter = { text: query.q || undefined, statuses: ['scheduled', 'active'] };
  const keys = { userId: viewer.userId, groupIds: [...viewer.groupIds] };
  switch (query.view) {
    case 'mine': {
      const mine = await deps.requests.liveOf(viewer.userId);
      const held = await withLeases(
        mine.filter((request) => matchesFilter(request, filter)),
        deps,
      );
      const list = `access#${viewer.userId}#${query.q ?? ''}`;
      return pageOfList(list, held.filter(isLive), ({ request }) => request.id, query);
    }
    case 'endable':
      return pageOfKept(
        async (page) => attach(await deps.requests.listEndable(keys, filter, page), deps),
        (one) => isLive(one) && endAs(one.request, viewer) === 'revoked',
        query,
      );
    case 'all':
    case 'emergency':
      return pageOfKept(
        async (page) => attach(await deps.requests.listAll(filter, page), deps),
        isLive,
        query,
      );
  }
}

async function attach(page: Page<AccessRequest>, deps: Deps): Promise<Page<WithLeases>> {
  return { ...page, items: await withLeases(page.items, deps) };
}

function withLeases(requests: readonly AccessRequest[], deps: Deps): Promise<WithLeases[]> {
  return Promise.all(
    requests.map(async (request) => ({
      request,
      leases: (await deps.requests.leasesOf(request.id)).filter(({ status }) => LIVE.has(status)),
    })),
  );
}

const LIVE: ReadonlySet<Lease['status']> = new Set(['activating', 'active', 'ending']);

function isLive({ leases }: WithLeases): boolean {
  return leases.length > 0;
}

function endAs(request: AccessRequest, viewer: Viewer, lease?: Lease): 'returned' | 'revoked' | undefined {
  const verdict = mayEnd(lease ? { viewer, request, lease } : { viewer, request });
  return verdict.allowed ? verdict.as : undefined;
}

function accessItem(request: AccessRequest, lease: Lease, viewer: Viewer): AccessItem {
  return {
    lease: leaseView(lease),
    beneficiary: request.beneficiary,
    requestStatus: request.status,
    endAs: endAs(request, viewer, lease),
  };
}
