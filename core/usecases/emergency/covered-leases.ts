import type { EmergencyScope } from '../../model/emergency';
import type { EpochMs } from '../../model/instant';
import type { Lease } from '../../model/lease';
import type { AccessRequest } from '../../model/request';
import { covers } from '../../rules/emergency';
import type { Ports } from '../deps';

type Deps = Pick<Ports, 'requests'>;

/** A request with those of its leases that an order covers. */
export type Covered = { readonly request: AccessRequest; readonly leases: readonly Lease[] };

/** Some requests at a time; `cursor` is where this part begins, absent for the first. */
export type CoveredPart = { readonly cursor: string | undefined; readonly covered: readonly Covered[] };

/** Requests that are looked at together. */
const PART = 50;

/**
 * Every lease that an order covers, part by part, from `cursor` on. Only requests that are scheduled or active are looked at, so
 * that the work grows with what is live and not with the past. The index of statuses may be seconds behind: look twice.
 */
export async function* coveredLeases(
  order: { readonly scope: EmergencyScope; readonly orderedAt: EpochMs },
  from: string | undefined,
  deps: Deps,
): AsyncGenerator<CoveredPart> {
  let cursor = from;
  do {
    const page = await requestsOf(order.scope, cursor, deps);
    const covered = await Promise.all(
      page.items.map(async (request) => ({
        request,
        leases: (await deps.requests.leasesOf(request.id)).filter((lease) => covers(order, request, lease)),
      })),
    );
    yield { cursor, covered: covered.filter(({ leases }) => leases.length > 0) };
    cursor = page.cursor;
  } while (cursor !== undefined);
}

async function requestsOf(
  scope: EmergencyScope,
  cursor: string | undefined,
  deps: Deps,
): Promise<{ readonly items: readonly AccessRequest[]; readonly cursor?: string }> {
  switch (scope.kind) {
    case 'lease': {
      const request = await deps.requests.read(scope.requestId);
      return { items: request ? [request] : [] };
    }
    case 'person':
      return { items: await deps.requests.liveOf(scope.userId) };
    case 'account':
    case 'permission-set':
    case 'everything': {
      const accountId = scope.kind === 'account' ? scope.accountId : undefined;
      return deps.requests.listAll({ statuses: ['scheduled', 'active'], accountId }, { limit: PART, cursor });
    }
  }
}
