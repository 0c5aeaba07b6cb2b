import type { AuditEvent, ChainedEvent } from '../model/audit-event';
import { canonicalJson } from './canonical-json';

export { canonicalJson } from './canonical-json';

/** SHA-256 of a text's UTF-8 bytes, in hex. */
export type Sha256 = (text: string) => string;

/** The previous hash of a stream's first event. */
const CHAIN_START = '0'.repeat(64);

/** An event was about to be chained to an event of another stream: a bug. */
class ForeignStreamError extends Error {
  override name = 'ForeignStreamError' as const;
}

/** Gives an event its place after `previous`, the last event of the same stream [G9]. */
export function chainEvent(
  event: AuditEvent,
  previous: ChainedEvent | undefined,
  sha256: Sha256,
): ChainedEvent {
  if (previous !== undefined && previous.stream !== event.stream)
    throw new ForeignStreamError(`An event of ${event.stream} cannot follow one of ${previous.stream}.`);
  const { stream, type, at, actor, data } = event;
  const linked = {
    stream,
    type,
    at,
    actor,
    data,
    sequence: (previous?.sequence ?? 0) + 1,
    previousHash: previous?.hash ?? CHAIN_START,
  };
  return { ...linked, hash: sha256(canonicalJson(linked)) };
}

/** What a verification can find: see `problems`. */
type ChainProblem = 'changed' | 'duplicate' | 'reordered' | 'gap' | 'forged' | 'truncated';

/** Whether all streams are as they were written, or the first event that is not. */
export type ChainVerdict =
  | { ok: true; events: number }
  | { ok: false; stream: string; sequence: number; problem: ChainProblem; message: string };

/** What is known beside the events: that they begin in the middle of their streams, or how far streams reach. */
export type ChainKnowledge = {
  /** The events are those of some days: a stream may begin at any sequence. */
  partial?: boolean;
  /** Stream → sequence of its last event, so that a cut end is seen. */
  lastSequences?: ReadonlyMap<string, number>;
};

/** Verifies events that are in order within each stream; streams may be mixed. */
export function verifyChain(
  events: readonly ChainedEvent[],
  sha256: Sha256,
  known: ChainKnowledge = {},
): ChainVerdict {
  const last = new Map<string, ChainedEvent>();
  for (const event of events) {
    const problem = problemOf(event, last.get(event.stream), sha256, known.partial ?? false);
    if (problem !== undefined) return broken(event.stream, event.sequence, problem);
    last.set(event.stream, event);
  }
  for (const [stream, sequence] of known.lastSequences ?? []) {
    const found = last.get(stream)?.sequence ?? 0;
    if (found < sequence) return broken(stream, found + 1, 'truncated');
  }
  return { ok: true, events: events.length };
}

function problemOf(
  event: ChainedEvent,
  previous: ChainedEvent | undefined,
  sha256: Sha256,
  partial: boolean,
): ChainProblem | undefined {
  const { hash, ...hashed } = event;
  if (sha256(canonicalJson(hashed)) !== hash) return 'changed';
  if (previous === undefined && partial && event.sequence > 1) return undefined;
  const expected = (previous?.sequence ?? 0) + 1;
  if (event.sequence > expected) return 'gap';
  if (event.sequence < expected) return event.sequence === previous?.sequence ? 'duplicate' : 'reordered';
  return event.previousHash === (previous?.hash ?? CHAIN_START) ? undefined : 'forged';
}

const problems: Record<ChainProblem, string> = {
  changed: 'its content is not what was hashed when it was written',
  duplicate: 'it stands there twice',
  reordered: 'it comes after a later event',
  gap: 'an event before it is missing',
  forged: 'it does not follow the event before it',
  truncated: 'it is missing at the end of the stream',
};

function broken(stream: string, sequence: number, problem: ChainProblem): ChainVerdict {
  const message = `Event ${sequence} of ${stream}: ${problems[problem]}.`;
  return { ok: false, stream, sequence, problem, message };
}
