import type { Lease } from '../model/lease';
import type { PendingRequest } from '../model/request';
import type { SignalKey } from '../ports/workflow';
import type { Ports } from './deps';

type Deps = Pick<Ports, 'workflow' | 'tokens' | 'trouble'>;

/** Starts the wait for a decision. Without it people can still decide, and the reconciler expires what nobody decides. */
export async function startApproval(request: PendingRequest, deps: Deps): Promise<void> {
  const start = { requestId: request.id, expiresAt: request.expiresAt };
  await deps.workflow
    .startApproval(start)
    .catch((error: unknown) => deps.trouble.report('workflow-not-started', { requestId: request.id }, error));
}

/** Starts one workflow per lease; what cannot be started now is started by the reconciler. */
export async function startLeases(leases: readonly Lease[], deps: Deps): Promise<void> {
  await Promise.all(leases.map((lease) => startLease(lease, deps)));
}

async function startLease(lease: Lease, deps: Deps): Promise<void> {
  const { id: leaseId, requestId, startsAt, endsAt } = lease;
  await deps.workflow
    .startLease({ requestId, leaseId, startsAt, endsAt })
    .catch((error: unknown) => deps.trouble.report('workflow-not-started', { requestId, leaseId }, error));
}

/**
 * Wakes whoever waits for `key`. Nobody waiting is fine: the waiting function looks at the record right after it has
 * stored its token, so one of the two always sees the other.
 */
export async function wake(
  key: SignalKey,
  output: Readonly<Record<string, string | number>>,
  deps: Deps,
): Promise<void> {
  try {
    const token = await deps.tokens.read(key);
    if (token !== undefined) await deps.workflow.succeed(token, output);
  } catch (error) {
    deps.trouble.report('signal-not-delivered', { requestId: key.requestId }, error);
  }
}
