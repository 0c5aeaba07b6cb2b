import type { Lease } from '../../model/lease';
import type { AccessRequest } from '../../model/request';
import { maySee } from '../../rules/visibility';
import type { Viewer } from '../caller-identity';
import type { Ports } from '../deps';
import { type NotFound, notFound, type Refused, refused } from '../outcome';
import { activityWindow } from './window';

export type LeaseIds = { readonly requestId: string; readonly leaseId: string };
type Seen = {
  readonly kind: 'seen';
  readonly request: AccessRequest;
  readonly lease: Lease;
  readonly window: { readonly from: number; readonly to: number };
};

/** The lease and the time to look at, for whoever may see its request. */
export async function seenLease(
  viewer: Viewer,
  { requestId, leaseId }: LeaseIds,
  deps: Pick<Ports, 'requests'>,
): Promise<Seen | NotFound | Refused> {
  const request = await deps.requests.read(requestId);
  if (!request || !maySee({ viewer, request })) return notFound;
  const lease = await deps.requests.readLease(requestId, leaseId);
  if (!lease) return notFound;
  const window = activityWindow(lease);
  if (!window)
    return refused({
      code: 'not-live',
      message: 'This access has not begun, so nothing can have been done with it.',
    });
  return { kind: 'seen', request, lease, window };
}
