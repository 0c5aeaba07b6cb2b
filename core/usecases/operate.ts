import { SECOND } from '../model/instant';
import type { OperationStart, OperationStatus } from '../ports/grants';
import type { Ports } from './deps';

/**
 * How an assignment operation stood when we stopped watching it. `unfinished`: ask again later, about `operationId` if there is
 * one; without one it was not even started. `gone`: what a deletion is about does not exist.
 */
export type Operated =
  | { readonly kind: 'succeeded' }
  | { readonly kind: 'failed' | 'gone'; readonly reason: string }
  | { readonly kind: 'unfinished'; readonly operationId: string };

/** An operation takes one to a few seconds; the first question comes when it is usually done. In milliseconds. */
const PAUSES = [2 * SECOND, 2 * SECOND, 3 * SECOND];

/** Starts an operation, or goes on with a running one, and watches it for a few seconds: the common case needs no wait state. */
export async function operate(
  running: string,
  start: () => Promise<OperationStart>,
  status: (operationId: string) => Promise<OperationStatus>,
  deps: Pick<Ports, 'clock' | 'metrics'>,
): Promise<Operated> {
  const started: OperationStart = running === '' ? await start() : { kind: 'started', operationId: running };
  if (started.kind === 'busy') deps.metrics.put('BusyAnswers', 1);
  if (started.kind === 'busy') return { kind: 'unfinished', operationId: '' };
  if (started.kind === 'gone') return started;
  if (started.kind === 'refused') return { kind: 'failed', reason: started.reason };
  const { operationId } = started;
  for (const pause of running === '' ? PAUSES : [0, ...PAUSES]) {
    await deps.clock.sleep(pause);
    const now = await status(operationId);
    if (now.state === 'succeeded') return { kind: 'succeeded' };
    if (now.state === 'failed') return { kind: 'failed', reason: now.reason };
  }
  return { kind: 'unfinished', operationId };
}
