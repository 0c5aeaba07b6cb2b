import { MINUTE } from '../../../core/model/instant';
import type { Lease } from '../../../core/model/lease';
import { TABLE_NAMES } from '../environment';
import { MOST_SKEW } from '../lambda-host';
import type { Process } from '../process';
import { recordedIn } from '../records';
import type { Effect } from '../wire';
import { eventsOf, type Invariant, type Write } from './invariant';

const MOVABLE = new Set<Lease['status']>(['scheduled', 'activating', 'active']);

/** The end of a lease moves by an extension alone, and then access lasts until the new end: the old one ends nothing. */
export const g3Moved: Invariant = {
  guarantee: 'G3',
  watch: ({ world }, _oracle, report) => {
    /** When each call of the API last read what it judges by: its writing may be tried again for seconds. */
    const judgedAt = new WeakMap<Process, number>();
    return {
      done: (effect) => {
        if (effect.process.fn === 'api' && !isWriting(effect))
          judgedAt.set(effect.process, world.timeline.now());
      },
      written: (write) => {
        const now = world.timeline.now();
        const judged = (write.by && judgedAt.get(write.by)) ?? now;
        const [extended] = eventsOf(write.written, 'RequestExtended');
        const minutes = Number(extended?.data.minutes ?? 0);
        const moves = movesIn(write);
        for (const [was, is] of moves) {
          const problem = moveProblem(was, is, minutes, judged) ?? endProblem(was, is, write, now);
          if (problem) report(`${is.id} ${problem}`);
        }
        // As the API wrote it.
        for (const id of (extended?.data.leaseIds ?? []) as string[])
          if (!moves.some(([, is]) => is.id === id)) report(`${id} is extended by word alone`);
      },
    };
  },
};

/** A commit reads the audit stream that it writes to, and nothing else. */
function isWriting({ service, operation, input }: Effect): boolean {
  return service === 'dynamodb' && (operation === 'TransactWrite' || input.TableName === TABLE_NAMES.audit);
}

function movesIn({ written }: Write): (readonly [Lease, Lease])[] {
  return written.flatMap(({ table, before, after }) => {
    const was = recordedIn(table, before);
    const is = recordedIn(table, after);
    return was?.kind === 'lease' && is?.kind === 'lease' ? [[was.record, is.record] as const] : [];
  });
}

/** What is wrong with the move of an end by so many minutes; undefined: nothing, or it did not move. */
function moveProblem(was: Lease, is: Lease, minutes: number, judgedAt: number): string | undefined {
  if (is.endsAt === was.endsAt) return undefined;
  if (is.endsAt !== was.endsAt + minutes * MINUTE || minutes <= 0)
    return `ends ${is.endsAt - was.endsAt} ms later by an extension of ${minutes} minutes`;
  if (is.status !== was.status || !MOVABLE.has(was.status)) return `is ${was.status} and its end is moved`;
  const late = judgedAt - was.endsAt;
  return late > MOST_SKEW ? `is extended by what was known ${late} ms after its end` : undefined;
}

/** Whether a workflow that waited for an earlier end carries that one out. */
function endProblem(was: Lease, is: Lease, { by }: Write, now: number): string | undefined {
  if (by?.fn !== 'end-lease' || was.status !== 'active' || is.status !== 'ending') return undefined;
  const { endsAt } = by.event as { endsAt?: string };
  const old = endsAt !== undefined && Date.parse(endsAt) < was.endsAt;
  return old && now < was.endsAt - 2 * MOST_SKEW
    ? `ends at ${endsAt}, from where its end was moved away`
    : undefined;
}
