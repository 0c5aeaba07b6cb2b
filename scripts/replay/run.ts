import type { FailureMessage, SqsFailures } from '../../aws/sqs-failures';
import {
  FAILURE_QUEUES,
  type FailureQueueName,
  failureQueues,
  queueNameOf,
} from '../../core/contract/failure-queues';
import { type EpochMs, HOUR, MINUTE } from '../../core/model/instant';
import { failureOf, wordsOf } from './failure';
import type { Options } from './options';
import { repeat, type RepeatDeps } from './repeat';

/** What a replay needs. */
export type ReplayDeps = RepeatDeps & {
  readonly queues: Pick<SqsFailures, 'count' | 'take' | 'putBack' | 'remove'>;
  readonly now: () => EpochMs;
  readonly print: (line: string) => void;
};

/** More than this many messages of a queue are not looked at in one go. */
const MOST = 1_000;

/**
 * Tells what stands in the queues of failures and, with `apply`, does it once more: a message is taken out only when that went well.
 * Answers how many messages still stand in the queues that it looked at.
 */
export async function replay(
  options: Pick<Options, 'queue' | 'message' | 'apply'>,
  deps: ReplayDeps,
): Promise<number> {
  let left = 0;
  for (const name of options.queue === undefined ? failureQueues : [options.queue])
    left += await replayQueue(name, options, deps);
  if (left > 0 && !options.apply)
    deps.print('Nothing was changed. --apply does it once more, and takes out what goes through.');
  return left;
}

async function replayQueue(
  name: FailureQueueName,
  { message: wanted, apply }: Pick<Options, 'message' | 'apply'>,
  deps: ReplayDeps,
): Promise<number> {
  const { queues, print, now } = deps;
  const queue = queueNameOf(deps.stage, name);
  const count = await queues.count(queue);
  const messages = count === 0 ? [] : await queues.take(queue, MOST);
  const [oldest] = messages;
  print(
    `${queue}: ${count === 0 ? 'empty' : `${count} ${count === 1 ? 'message' : 'messages'}${oldest ? `, the oldest ${age(now() - oldest.sentAt)}` : ''}`}`,
  );
  if (count > 0) print(`  ${FAILURE_QUEUES[name]}`);
  let left = count;
  for (const message of messages) {
    print(`  ${message.id}  ${new Date(message.sentAt).toISOString()}  ${wordsOf(failureOf(message))}`);
    const mine = apply && (wanted === undefined || message.id === wanted);
    if (mine && (await done(queue, message, deps))) left -= 1;
    else await queues.putBack(queue, message);
  }
  return left;
}

/** A repetition that throws leaves its message where it is, and the next one is tried. */
async function done(queue: string, message: FailureMessage, deps: ReplayDeps): Promise<boolean> {
  try {
    const repeated = await repeat(failureOf(message), deps);
    deps.print(`    ${repeated.says}`);
    if (repeated.done) await deps.queues.remove(queue, message);
    return repeated.done;
  } catch (error) {
    deps.print(
      `    could not be done: ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`,
    );
    return false;
  }
}

function age(milliseconds: number): string {
  if (milliseconds < HOUR) return `${Math.max(0, Math.round(milliseconds / MINUTE))} minutes old`;
  return milliseconds < 48 * HOUR
    ? `${Math.round(milliseconds / HOUR)} hours old`
    : `${Math.round(milliseconds / (24 * HOUR))} days old`;
}
