import type { Ports } from './deps';
import { hourglass, requestEvent } from './events';

type Deps = Pick<Ports, 'clock' | 'requests' | 'ledger'>;
export type ExpireOutcome = { readonly kind: 'expired' | 'already-decided' };

/** Nobody decided in time. A decision that came in the same moment stands: this one gives way. */
export async function expireRequest(
  input: { readonly requestId: string },
  deps: Deps,
): Promise<ExpireOutcome> {
  const before = await deps.requests.read(input.requestId);
  const now = deps.clock.now();
  if (!before || before.status !== 'pending' || before.expiresAt > now) return { kind: 'already-decided' };
  const { expiresAt: _, ...rest } = before;
  const revision = before.revision + 1;
  const result = await deps.ledger.commit(
    [
      {
        kind: 'request',
        before,
        after: { ...rest, revision, updatedAt: now, status: 'expired', expiredAt: now },
      },
    ],
    [requestEvent(before.id, 'RequestExpired', now, hourglass('expire-request'), { revision })],
  );
  if (result.kind === 'conflict') return expireRequest(input, deps);
  return { kind: 'expired' };
}
