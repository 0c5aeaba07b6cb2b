import type { AwaitEndInput } from '../contract/workflow';
import { fromIso } from '../model/instant';
import type { Ports } from './deps';

type Deps = Pick<Ports, 'requests' | 'tokens' | 'workflow'>;

/** Keeps the task token under which a lease waits for its end, then looks whether the end was asked for already. */
export async function awaitEnd(input: AwaitEndInput, deps: Deps): Promise<void> {
  const { requestId, leaseId, taskToken } = input;
  await deps.tokens.store({ kind: 'end', requestId, leaseId }, taskToken, fromIso(input.endsAt));
  const lease = await deps.requests.readLease(requestId, leaseId);
  if (lease?.status !== 'active') await deps.workflow.succeed(taskToken, { signal: 'end' });
}
