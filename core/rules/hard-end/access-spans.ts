import type { HardEndEntry } from '../../model/hard-end';
import { type EpochMs, MINUTE, SECOND } from '../../model/instant';

/**
 * One person's access to one account through one permission set without a gap: one lease, or several that overlap. `open` while a
 * lease of it lives; `closed` once Identity Center has confirmed that the assignment is gone.
 */
export type AccessSpan = {
  readonly beneficiaryId: string;
  readonly accountId: string;
  readonly leaseIds: readonly string[];
} & (
  | { readonly kind: 'open'; readonly endsAt: EpochMs }
  | { readonly kind: 'closed'; readonly issuedBefore: EpochMs; readonly lastSessionEndsAt: EpochMs }
);

/** Clocks differ, and Identity Center may hand out a session for a moment after it stopped listing the assignment. In milliseconds. */
const LAST_SESSIONS = 30 * SECOND;

/** A service may go on with credentials for a moment after they expired. In milliseconds. */
const AFTER_THE_LAST = 5 * MINUTE;

/** Leases that follow one another without a gap; `to` is infinite while one of them lives. */
type Run = { readonly from: EpochMs; to: EpochMs; readonly entries: HardEndEntry[] };

/** The spans that the entries make up, in an order that depends on nothing but them. Moments in whole seconds, as IAM compares. */
export function accessSpans(entries: readonly HardEndEntry[]): AccessSpan[] {
  const triples = new Map<string, HardEndEntry[]>();
  for (const entry of entries) {
    const key = `${entry.beneficiaryId} ${entry.accountId}`;
    triples.set(key, [...(triples.get(key) ?? []), entry]);
  }
  return [...triples].sort(([one], [other]) => (one < other ? -1 : 1)).flatMap(([, of]) => spansOf(of));
}

/** The entries that still have something to deny: those of spans whose last session can still act. */
export function stillNeeded(entries: readonly HardEndEntry[], now: EpochMs): HardEndEntry[] {
  const over = new Set(
    accessSpans(entries)
      .filter((span) => span.kind === 'closed' && now >= span.lastSessionEndsAt)
      .flatMap(({ leaseIds }) => leaseIds),
  );
  return entries.filter(({ leaseId }) => !over.has(leaseId));
}

function spansOf(entries: readonly HardEndEntry[]): AccessSpan[] {
  const runs: Run[] = [];
  for (const entry of entries.toSorted((one, other) => one.joinedAt - other.joinedAt)) {
    const to = entry.removedAt ?? Number.POSITIVE_INFINITY;
    const last = runs.at(-1);
    if (!last || entry.joinedAt >= last.to) runs.push({ from: entry.joinedAt, to, entries: [entry] });
    else {
      last.to = Math.max(last.to, to);
      last.entries.push(entry);
    }
  }
  return runs.flatMap((run, at) => spanOf(run, runs[at + 1]?.from));
}

function spanOf({ to, entries }: Run, next = Number.POSITIVE_INFINITY): AccessSpan[] {
  const [first] = entries;
  if (!first) return [];
  const { beneficiaryId, accountId } = first;
  const span = { beneficiaryId, accountId, leaseIds: entries.map(({ leaseId }) => leaseId) };
  const live = entries.filter(({ removedAt }) => removedAt === undefined);
  if (live.length > 0)
    return [{ ...span, kind: 'open', endsAt: nextSecond(Math.max(...live.map(({ endsAt }) => endsAt))) }];
  // Sessions of a later lease are issued after it began, and stay out of this.
  const issuedBefore = Math.min(nextSecond(to + LAST_SESSIONS), Math.floor(next / SECOND) * SECOND);
  const longest = Math.max(...entries.map(({ sessionMinutes }) => sessionMinutes)) * MINUTE;
  return [
    { ...span, kind: 'closed', issuedBefore, lastSessionEndsAt: issuedBefore + longest + AFTER_THE_LAST },
  ];
}

const nextSecond = (at: EpochMs): EpochMs => Math.ceil(at / SECOND) * SECOND;
