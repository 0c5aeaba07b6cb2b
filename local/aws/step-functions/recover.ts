import type { Catcher, Retrier, State } from './definition';
import { matches } from './error-names';
import type { ExecutionError } from './execution-error';
import { leave } from './leave';
import { type Move, PARKED, type Visit } from './visit';

/** Answers a failure with the state's Retry or Catch; undefined when it has neither for this error. */
export async function recover(visit: Visit, failure: ExecutionError): Promise<Move | undefined> {
  if (await retry(visit, failure)) return PARKED;
  const catchers = 'Catch' in visit.state ? (visit.state.Catch ?? []) : [];
  const index = catchers.findIndex(({ ErrorEquals }) => matches(ErrorEquals, failure.error));
  const catcher = catchers[index];
  return catcher && caught(visit, catcher, index, failure);
}

async function retry(visit: Visit, failure: ExecutionError): Promise<boolean> {
  const { frame } = visit;
  const retriers = retriersOf(visit.state);
  const index = retriers.findIndex(({ ErrorEquals }) => matches(ErrorEquals, failure.error));
  const retrier = retriers[index];
  const used = frame.retriesBy[index] ?? 0;
  if (!retrier || used >= retrier.MaxAttempts) return false;
  frame.retriesBy = retriers.map((_, at) => (frame.retriesBy[at] ?? 0) + Number(at === index));
  frame.phase = { kind: 'retrying', until: visit.now() + delayOf(retrier, used, visit.random) };
  await visit.checkpoint();
  if (visit.isCurrent()) visit.arm();
  return true;
}

function retriersOf(state: State): readonly Retrier[] {
  return 'Retry' in state ? (state.Retry ?? []) : [];
}

function delayOf(retrier: Retrier, used: number, random: () => number): number {
  const grown = retrier.IntervalSeconds * retrier.BackoffRate ** used;
  const capped = Math.min(grown, retrier.MaxDelaySeconds ?? Number.POSITIVE_INFINITY);
  return Math.round(capped * (retrier.JitterStrategy === 'FULL' ? random() : 1) * 1_000);
}

function caught(visit: Visit, catcher: Catcher, index: number, failure: ExecutionError): Promise<Move> {
  const errorOutput = { Error: failure.error, Cause: failure.cause };
  return leave(visit, {
    writes: catcher,
    next: catcher.Next,
    otherwise: errorOutput,
    extra: { errorOutput },
    at: `Catch[${index}]/`,
  });
}
