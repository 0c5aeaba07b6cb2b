import { SSOAdminClient, type SSOAdminClientConfig } from '@aws-sdk/client-sso-admin';
import type { Capacity, Line, Urgency } from '../core/ports/capacity';
import type { Clock } from '../core/ports/clock';
import type { Trouble } from '../core/ports/trouble';
import { ClockRetry } from './clock-retry';

/** What a client needs to stay within the calls that Identity Center takes in a second. */
export type Pace = {
  readonly capacity: Pick<Capacity, 'turn'>;
  readonly clock: Clock;
  readonly trouble: Trouble;
  readonly urgency: Urgency;
};

/** How often a full line is looked at: a call that somebody waits for, or that comes back anyhow, is answered `busy` soon. */
const LOOKS: Readonly<Record<Urgency, number>> = { ending: 1, activating: 1, reading: 120, comparing: 1 };
/** Calls made of one, the first included; each of them has a turn of its own. */
const ATTEMPTS: Readonly<Record<Urgency, number>> = { ending: 4, activating: 4, reading: 10, comparing: 4 };

/** Identity Center counts calls by the second. In milliseconds. */
const FIRST_PAUSE = 400;

/** Names of commands that start an assignment operation or ask how it stands. */
const OPERATING = /^(Create|Delete|Describe)AccountAssignment/;

/** There was no turn for a call of Identity Center; to its caller the same as being throttled there. */
export class NoTurnError extends Error {
  override name = 'NoTurnError' as const;
}

/**
 * A client each of whose calls waits for its turn, and whose retries wait on the given clock. When turns cannot be given out, access
 * still ends and the directory is still read, and none begins.
 */
export function pacedSsoAdminClient(pace: Pace, config: SSOAdminClientConfig = {}): SSOAdminClient {
  const { clock, urgency } = pace;
  const client = new SSOAdminClient({
    ...config,
    retryStrategy: new ClockRetry(clock, { attempts: ATTEMPTS[urgency], firstPause: FIRST_PAUSE }),
  });
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        await waitForTurn(pace, OPERATING.test(commandName ?? '') ? 'operating' : 'looking');
        return next(args);
      },
    // Within the retries, so that each of them waits.
    { step: 'finalizeRequest', priority: 'low', name: 'waitForTurn' },
  );
  return client;
}

async function waitForTurn(pace: Pace, line: Line): Promise<void> {
  const { clock, urgency } = pace;
  for (let look = 1; ; look += 1) {
    const turn = await turnOf(pace, line);
    if (turn.kind === 'at') return wait(clock, turn.at - clock.now());
    if (look >= LOOKS[urgency]) throw new NoTurnError('Too many calls of Identity Center are waiting.');
    await wait(clock, turn.retryAfter);
  }
}

async function turnOf({ capacity, clock, trouble, urgency }: Pace, line: Line): ReturnType<Capacity['turn']> {
  try {
    return await capacity.turn(urgency, line);
  } catch (error) {
    trouble.report('capacity-unknown', { urgency }, error);
    if (urgency === 'activating')
      throw new NoTurnError('How many calls of Identity Center are waiting is not known.');
    return { kind: 'at', at: clock.now() };
  }
}

async function wait(clock: Clock, milliseconds: number): Promise<void> {
  if (milliseconds > 0) await clock.sleep(milliseconds);
}
