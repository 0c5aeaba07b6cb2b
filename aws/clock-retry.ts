import type { SSOAdminClientConfig } from '@aws-sdk/client-sso-admin';
import { SECOND } from '../core/model/instant';
import type { Clock } from '../core/ports/clock';
import { jitter } from '../core/rules/jitter';

type Strategy = Extract<
  NonNullable<SSOAdminClientConfig['retryStrategy']>,
  { refreshRetryTokenForRetry: unknown }
>;
type Token = Awaited<ReturnType<Strategy['acquireInitialRetryToken']>>;
type Failure = Parameters<Strategy['refreshRetryTokenForRetry']>[1];

/** How often a call is made, the first included, and how long is waited at most before it is made again. In milliseconds. */
export type Patience = {
  readonly attempts: number;
  /** Doubles with each retry; a share of it between half and all is waited. */
  readonly firstPause: number;
};

const LONGEST_PAUSE = 5 * SECOND;

/** The SDK's retries, waiting on a clock that can be moved: a call is tried again after a throttle or a passing failure. */
export class ClockRetry implements Strategy {
  #calls = 0;

  constructor(
    private readonly clock: Clock,
    private readonly patience: Patience,
  ) {}

  async acquireInitialRetryToken(): Promise<Token> {
    this.#calls += 1;
    return token(0);
  }

  /** Throws the failure when there is no point in another attempt, or no attempt left. */
  async refreshRetryTokenForRetry(
    before: Token,
    { error, errorType, retryAfterHint }: Failure,
  ): Promise<Token> {
    const count = before.getRetryCount() + 1;
    if (errorType === 'CLIENT_ERROR' || count >= this.patience.attempts)
      throw error instanceof Error ? error : new Error('The call failed.');
    const now = this.clock.now();
    const most = Math.min(LONGEST_PAUSE, this.patience.firstPause * 2 ** (count - 1));
    const pause = most / 2 + (most / 2) * jitter(`${now}#${this.#calls}#${count}`);
    const hint = retryAfterHint ? Math.min(LONGEST_PAUSE, retryAfterHint.getTime() - now) : 0;
    await this.clock.sleep(Math.ceil(Math.max(pause, hint)));
    return token(count);
  }

  recordSuccess(): void {
    // Nothing is kept from one call to the next.
  }
}

const token = (count: number): Token => ({ getRetryCount: () => count, getRetryDelay: () => 0 });
