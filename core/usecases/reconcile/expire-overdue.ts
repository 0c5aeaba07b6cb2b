import type { EpochMs } from '../../model/instant';
import type { Ports } from '../deps';
import { expireRequest } from '../expire-request';
import { type Counts, GRACE } from './round';

const PAGE = 100;

/** Expires what nobody decided, whether or not the workflow that waits for the decision is still there. */
export async function expireOverdue(
  now: EpochMs,
  until: EpochMs,
  deps: Pick<Ports, 'clock' | 'requests' | 'ledger'>,
): Promise<Counts> {
  let expired = 0;
  let cursor: string | undefined;
  do {
    const page = await deps.requests.listAll({ statuses: ['pending'] }, { limit: PAGE, cursor });
    for (const request of page.items) {
      if (request.status !== 'pending' || request.expiresAt > now - GRACE) continue;
      const outcome = await expireRequest({ requestId: request.id }, deps);
      if (outcome.kind === 'expired') expired += 1;
    }
    cursor = page.cursor;
  } while (cursor !== undefined && deps.clock.now() < until);
  return { expired };
}
