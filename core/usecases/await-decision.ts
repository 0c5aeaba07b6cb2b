import type { z } from 'zod';
import type { AwaitDecisionInput } from '../contract/workflow';
import { fromIso } from '../model/instant';
import type { Ports } from './deps';

type Deps = Pick<Ports, 'requests' | 'tokens' | 'workflow'>;

/**
 * Keeps the task token under which the approval workflow waits, then looks whether the decision has come already: the
 * decider writes first and looks for a token second, so one of the two always sees the other.
 */
export async function awaitDecision(input: z.infer<typeof AwaitDecisionInput>, deps: Deps): Promise<void> {
  const { requestId, taskToken } = input;
  await deps.tokens.store({ kind: 'decision', requestId }, taskToken, fromIso(input.expiresAt));
  const request = await deps.requests.read(requestId);
  if (!request || request.status !== 'pending')
    await deps.workflow.succeed(taskToken, { status: request?.status ?? 'gone' });
}
