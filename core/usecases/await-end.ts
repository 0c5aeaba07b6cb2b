import type { AwaitEndInput } from '../contract/workflow';
import { fromIso, toIso } from '../model/instant';
import type { Ports } from './deps';

type Deps = Pick<Ports, 'requests' | 'tokens' | 'workflow'>;

/** Keeps the task token under which a lease waits for its end, then looks whether the end was asked for or moved already. */
export async function awaitEnd(input: AwaitEndInput, deps: Deps): Promise<void> {
  const { requestId, leaseId, taskToken } = input;
  await deps.tokens.store({ kind: 'end', requestId, leaseId }, taskToken, fromIso(input.endsAt));
  const lease = await deps.requests.readLease(requestId, leaseId);
  if (lease?.status !== 'active') await deps.workflow.succeed(taskToken, { signal: 'end' });
  else if (lease.endsAt > fromIso(input.endsAt))
    await deps.workflow.succeed(taskToken, { signal: 'extended', endsAt: toIso(lease.endsAt) });
}
