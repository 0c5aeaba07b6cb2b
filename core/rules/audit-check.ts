import { ChainedEvent, type StoredEvent } from '../model/audit-event';
import { Hash, NO_HASH, type StreamHead } from '../model/audit-root';
import { dayOf } from '../model/instant';
import { chainMessage, chainProblem, type Link, type Sha256 } from './audit-chain';
import type { AuditProblem } from './audit-problem';

type Place = { readonly stream: string; readonly sequence: number };

const isHash = (text: string) => Hash.safeParse(text).success;

/**
 * Checks the events of the audit trail as they come, day by day, each stream in its order. It remembers the last event of each
 * stream and nothing else.
 */
export class TrailCheck {
  /** How many events there were. */
  events = 0;
  readonly #last = new Map<string, Link>();
  #today = new Map<string, StreamHead>();

  /** `report` is told of every problem. */
  constructor(
    private readonly sha256: Sha256,
    private readonly report: (problem: AuditProblem) => void,
  ) {}

  /** How many streams there were. */
  get streams(): number {
    return this.#last.size;
  }

  /** Takes the next event of a day. `partial`: a stream that was not met before may have begun before that day. */
  event(stored: StoredEvent, day: string, partial: boolean): void {
    this.events += 1;
    const { stream, sequence } = stored;
    const parsed = ChainedEvent.safeParse(stored.record);
    if (!parsed.success) {
      this.#tell(stored, day, 'unreadable', 'it cannot be read as an event: it was changed');
      this.#move(stored, NO_HASH, undefined);
      return;
    }
    const event = parsed.data;
    if (event.stream !== stream || event.sequence !== sequence) {
      const own = `event ${event.sequence} of ${event.stream}`;
      this.#tell(stored, day, 'misplaced', `what stands in its place is ${own}`);
      this.#move(stored, NO_HASH, undefined);
      return;
    }
    this.#chained(event, day, partial);
  }

  /** The heads of the streams that changed since the last call: of one day. */
  takeHeads(): StreamHead[] {
    const heads = [...this.#today.values()];
    this.#today = new Map();
    return heads;
  }

  #chained(event: ChainedEvent, day: string, partial: boolean): void {
    const { stream, sequence, hash } = event;
    const problem = chainProblem(event, this.#last.get(stream), this.sha256, partial);
    if (problem !== 'changed' && dayOf(event.at) !== day)
      this.#tell(event, day, 'misfiled', `it is filed under ${day}, but is of ${dayOf(event.at)}`);
    else if (problem !== undefined)
      this.report({ day, stream, sequence, problem, message: chainMessage(stream, sequence, problem) });
    const today = this.#today.get(stream);
    if (problem !== 'duplicate' && problem !== 'reordered')
      this.#move(event, hash, problem === 'changed' ? undefined : hash);
    else if (today && sequence < today.first) this.#today.set(stream, { ...today, first: sequence });
  }

  /** `hash` is what stands there, `believed` what the next event is compared with. */
  #move({ stream, sequence }: Place, hash: string, believed: string | undefined): void {
    this.#last.set(stream, { sequence, hash: believed });
    const first = this.#today.get(stream)?.first ?? sequence;
    this.#today.set(stream, { stream, first, last: sequence, hash: isHash(hash) ? hash : NO_HASH });
  }

  #tell({ stream, sequence }: Place, day: string, problem: string, words: string): void {
    this.report({ day, stream, sequence, problem, message: `Event ${sequence} of ${stream}: ${words}.` });
  }
}
