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

/** What the chain of a stream can show: see `chainWords`. */
export type ChainProblem = 'changed' | 'duplicate' | 'reordered' | 'gap' | 'forged';

/** Whether all streams are as they were written, or the first event that is not. */
export type ChainVerdict =
  | { ok: true; events: number }
  | { ok: false; stream: string; sequence: number; problem: ChainProblem; message: string };

/** The last event of a stream so far; without `hash`, it is not to be believed and nothing is compared with it. */
export type Link = { readonly sequence: number; readonly hash: string | undefined };

/** Verifies events that are in order within each stream; streams may be mixed. `partial`: a stream may begin at any sequence. */
export function verifyChain(
  events: readonly ChainedEvent[],
  sha256: Sha256,
  known: { readonly partial?: boolean } = {},
): ChainVerdict {
  const last = new Map<string, Link>();
  for (const event of events) {
    const { stream, sequence } = event;
    const problem = chainProblem(event, last.get(stream), sha256, known.partial ?? false);
    if (problem !== undefined)
      return { ok: false, stream, sequence, problem, message: chainMessage(stream, sequence, problem) };
    last.set(stream, event);
  }
  return { ok: true, events: events.length };
}

/** What is wrong with an event after the last one of its stream. `partial`: a stream may begin at any sequence. */
export function chainProblem(
  event: ChainedEvent,
  previous: Link | undefined,
  sha256: Sha256,
  partial: boolean,
): ChainProblem | undefined {
  const { hash, ...hashed } = event;
  if (sha256(canonicalJson(hashed)) !== hash) return 'changed';
  if (previous === undefined && partial && event.sequence > 1) return undefined;
  const expected = (previous?.sequence ?? 0) + 1;
  if (event.sequence > expected) return 'gap';
  if (event.sequence < expected) return event.sequence === previous?.sequence ? 'duplicate' : 'reordered';
  const before = previous === undefined ? CHAIN_START : previous.hash;
  return before === undefined || event.previousHash === before ? undefined : 'forged';
}

const chainWords: Record<ChainProblem, string> = {
  changed: 'its content is not what was hashed when it was written',
  duplicate: 'it stands there twice',
  reordered: 'it comes after a later event',
  gap: 'an event before it is missing',
  forged: 'it does not follow the event before it',
};

/** A problem of an event in a sentence. */
export function chainMessage(stream: string, sequence: number, problem: ChainProblem): string {
  return `Event ${sequence} of ${stream}: ${chainWords[problem]}.`;
}
