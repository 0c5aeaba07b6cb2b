import { newImageOf } from '../../aws/audit-stream';
import type { Invoked } from '../../aws/lambda-functions';
import { NEWS_EVENTS } from '../../core/contract/news';
import { ChainedEvent } from '../../core/model/audit-event';
import { dayAfter, dayOf } from '../../core/model/instant';
import type { AuditTrail } from '../../core/ports/audit';
import type { Failure } from './failure';

/** What a repetition needs. */
export type RepeatDeps = {
  readonly stage: string;
  readonly invoke: (name: string, payload: unknown) => Promise<Invoked>;
  /** The audit trail in a table. */
  readonly trail: (table: string) => Pick<AuditTrail, 'day'>;
};

/** How a repetition went; `says` completes "…: ". */
export type Repeated = { readonly done: boolean; readonly says: string };

/** What a timer runs, and nothing else, is run again. */
const BY_TIMER = ['reconcile', 'sync-directory', 'seal-audit', 'hard-end'];
const BATCH = 10;

/** Does once more what a failure is about. Safe to do twice: every part of it is. */
export async function repeat(failure: Failure, deps: RepeatDeps): Promise<Repeated> {
  switch (failure.kind) {
    case 'news':
      return mail(failure, deps);
    case 'run':
      return run(failure, deps);
    case 'workflow':
      // What a workflow left undone the reconciler does, by what the records say now.
      return run(
        { ...failure, kind: 'run', function: nameOf('reconcile', deps), payload: {}, error: '' },
        deps,
      );
    case 'unknown':
      return { done: false, says: 'left as it is: it is not understood' };
  }
}

const nameOf = (fn: string, { stage }: RepeatDeps) => `hourglass-${stage}-${fn}`;

async function run(failure: Extract<Failure, { kind: 'run' }>, deps: RepeatDeps): Promise<Repeated> {
  if (!BY_TIMER.some((fn) => nameOf(fn, deps) === failure.function))
    return {
      done: false,
      says: `left as it is: ${failure.function || 'it'} is no function that a timer runs`,
    };
  const invoked = await deps.invoke(failure.function, failure.payload);
  if (invoked.kind === 'failed')
    return { done: false, says: `${failure.function} failed again: ${invoked.reason}` };
  return { done: true, says: `${failure.function} went through` };
}

/**
 * Hands the events of that time to `notify` once more, read from the table: the message has only their places in a stream that forgets them
 * after a day. What was mailed is not mailed again: `notify` keeps who was told of what.
 */
async function mail(failure: Extract<Failure, { kind: 'news' }>, deps: RepeatDeps): Promise<Repeated> {
  const events = await newsOf(failure, deps);
  for (let at = 0; at < events.length; at += BATCH) {
    const batch = events.slice(at, at + BATCH);
    const Records = batch.map((event) => ({
      eventName: 'INSERT',
      dynamodb: { SequenceNumber: `${event.stream}#${event.sequence}`, NewImage: newImageOf(event) },
    }));
    const invoked = await deps.invoke(nameOf('notify', deps), { Records });
    if (invoked.kind === 'failed') return { done: false, says: `notify failed again: ${invoked.reason}` };
    const [failed] = failuresIn(invoked.answer);
    if (failed !== undefined)
      return { done: false, says: `notify could not mail ${failed}; its log says why` };
  }
  return { done: true, says: `${events.length} events handed to notify` };
}

async function newsOf(
  { table, from, to }: Extract<Failure, { kind: 'news' }>,
  { trail }: RepeatDeps,
): Promise<ChainedEvent[]> {
  const events: ChainedEvent[] = [];
  for (let day = dayOf(from); day <= dayOf(to); day = dayAfter(day))
    for await (const { record } of trail(table).day(day)) {
      const { data: event } = ChainedEvent.safeParse(record);
      if (event && event.at >= from && event.at <= to && NEWS_EVENTS.includes(event.type)) events.push(event);
    }
  return events.toSorted((a, b) => a.at - b.at || a.sequence - b.sequence);
}

function failuresIn(answer: unknown): string[] {
  const items: unknown =
    typeof answer === 'object' && answer !== null ? Reflect.get(answer, 'batchItemFailures') : [];
  return Array.isArray(items) ? items.map((item: unknown) => identifierOf(item)) : [];
}

function identifierOf(item: unknown): string {
  const id: unknown =
    typeof item === 'object' && item !== null ? Reflect.get(item, 'itemIdentifier') : undefined;
  return typeof id === 'string' ? id : 'an event';
}
