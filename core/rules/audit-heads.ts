import { NO_HASH, type StreamHead } from '../model/audit-root';
import type { AuditProblem } from './audit-problem';

/** What of a day's streams is no longer as it was when the day was sealed. */
export function headProblems(
  day: string,
  sealed: readonly StreamHead[],
  found: readonly StreamHead[],
): AuditProblem[] {
  const there = new Map(found.map((head) => [head.stream, head]));
  const known = new Set(sealed.map(({ stream }) => stream));
  return [
    ...sealed.flatMap((head) => problemsOf(day, head, there.get(head.stream))),
    ...found
      .filter(({ stream }) => !known.has(stream))
      .map((head) => told(day, head, head.first, head.last, 'added')),
  ];
}

function problemsOf(day: string, sealed: StreamHead, found: StreamHead | undefined): AuditProblem[] {
  if (!found) return [told(day, sealed, sealed.first, sealed.last, 'removed')];
  const problems: AuditProblem[] = [];
  if (found.first > sealed.first)
    problems.push(told(day, sealed, sealed.first, Math.min(found.first - 1, sealed.last), 'removed'));
  if (found.first < sealed.first) problems.push(told(day, sealed, found.first, sealed.first - 1, 'added'));
  if (found.last < sealed.last)
    problems.push(told(day, sealed, Math.max(found.last + 1, sealed.first), sealed.last, 'truncated'));
  if (found.last > sealed.last)
    problems.push(told(day, sealed, Math.max(sealed.last + 1, found.first), found.last, 'added'));
  // An event that cannot be read was reported by itself.
  if (found.last === sealed.last && found.hash !== NO_HASH && found.hash !== sealed.hash)
    problems.push(told(day, sealed, sealed.last, sealed.last, 'rewritten'));
  return problems;
}

const words = {
  removed: 'missing: sealed on that day, not there any more',
  truncated: 'missing at the end of the stream: sealed on that day, not there any more',
  added: 'new: written into the day after it was sealed',
  rewritten: 'not the one that was sealed: the stream was written anew',
} as const;

function told(
  day: string,
  { stream }: StreamHead,
  first: number,
  last: number,
  problem: keyof typeof words,
): AuditProblem {
  const events = first === last ? `Event ${first}` : `Events ${first} to ${last}`;
  const message = `${events} of ${stream} (${day}): ${words[problem]}.`;
  return { day, stream, sequence: first, problem, message };
}
