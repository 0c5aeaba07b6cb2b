import { MINUTE } from '../../../core/model/instant';
import type { Lease } from '../../../core/model/lease';
import { MOST_SKEW } from '../lambda-host';
import { recordedIn } from '../records';
import { eventsOf, type Invariant, type Write } from './invariant';

const MOVABLE = new Set<Lease['status']>(['scheduled', 'activating', 'active']);

/** The end of a lease moves by an extension alone, and then access lasts until the new end: the old one ends nothing. */
export const g3Moved: Invariant = {
  guarantee: 'G3',
  watch: ({ world }, _oracle, report) => ({
    written: (write) => {
      const now = world.timeline.now();
      const [extended] = eventsOf(write.written, 'RequestExtended');
      const minutes = Number(extended?.data.minutes ?? 0);
      const moves = movesIn(write);
      for (const [was, is] of moves) {
        const problem = moveProblem(was, is, minutes, now) ?? endProblem(was, is, write, now);
        if (problem) report(`${is.id} ${problem}`);
      }
      // As the API wrote it.
      for (const id of (extended?.data.leaseIds ?? []) as string[])
        if (!moves.some(([, is]) => is.id === id)) report(`${id} is extended by word alone`);
    },
  }),
};

function movesIn({ written }: Write): (readonly [Lease, Lease])[] {
  return written.flatMap(({ table, before, after }) => {
    const was = recordedIn(table, before);
    const is = recordedIn(table, after);
    return was?.kind === 'lease' && is?.kind === 'lease' ? [[was.record, is.record] as const] : [];
  });
}

/** What is wrong with the move of an end by so many minutes; undefined: nothing, or it did not move. */
function moveProblem(was: Lease, is: Lease, minutes: number, now: number): string | undefined {
  if (is.endsAt === was.endsAt) return undefined;
  if (is.endsAt !== was.endsAt + minutes * MINUTE || minutes <= 0)
    return `ends ${is.endsAt - was.endsAt} ms later by an extension of ${minutes} minutes`;
  if (is.status !== was.status || !MOVABLE.has(was.status)) return `is ${was.status} and its end is moved`;
  return now > was.endsAt + MOST_SKEW ? `is extended ${now - was.endsAt} ms after its end` : undefined;
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
