import { SECOND } from '../../../core/model/instant';
import type { Sent, Throttling } from '../../../core/usecases/throttling';
import { problem, ProblemError } from './problem';

/** How long who waits for a counter that cannot be asked is told to wait, in seconds. */
const UNKNOWN_WAIT = 5;

/** Counts a request of a caller. Throws `ProblemError` with a Retry-After when there were too many. */
export async function throttled(throttling: Throttling, callerId: string, sent: Sent): Promise<void> {
  const admission = await throttling.admit(callerId, sent);
  if (admission.kind === 'admitted') return;
  if (admission.kind === 'unknown') {
    const text = 'It cannot be told now how often you have asked for this. Ask again in a moment.';
    throw new ProblemError({ ...problem('notReady', text), status: 503 }, retryAfter(UNKNOWN_WAIT));
  }
  const seconds = Math.max(1, Math.ceil(admission.retryAfter / SECOND));
  const text = `You have sent many requests in a minute. Ask again in ${seconds} s.`;
  throw new ProblemError(problem('tooManyRequests', text), retryAfter(seconds));
}

const retryAfter = (seconds: number) => ({ 'retry-after': String(seconds) });
