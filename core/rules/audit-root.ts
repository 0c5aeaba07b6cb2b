import { type DailyRoot, NO_HASH, SignedRoot, type StoredRoot, type StreamHead } from '../model/audit-root';
import { DAY, dayAfter, dayOf, type EpochMs, HOUR, startOf } from '../model/instant';
import type { Sha256 } from './audit-chain';
import type { AuditProblem } from './audit-problem';
import { canonicalJson } from './canonical-json';

/**
 * How long after its end a day is sealed, in milliseconds. No function runs longer than fifteen minutes and clocks of functions
 * differ by less than a second, so by then nothing can be written into the day.
 */
export const GRACE = HOUR;

/** A day that has no root this long after its grace is late. In milliseconds. */
const LATE = 3 * HOUR;

/** The last day that should have a root at `now`: the sealing runs every hour, and may have failed a few times. */
export function lastDue(now: EpochMs): string {
  return dayAfter(dayOf(now - GRACE - LATE), -1);
}

/** Whether nothing can be written into a day any more. */
export function isSealable(day: string, now: EpochMs): boolean {
  return startOf(day) + DAY + GRACE <= now;
}

/** The hash of a day's heads, whatever order they are in. */
export function headsHash(heads: readonly StreamHead[], sha256: Sha256): string {
  return sha256(canonicalJson(inOrder(heads)));
}

/** The root of a day over the heads of its streams, after the root of the day before (`previous`: its hash). */
export function rootOf(
  day: string,
  heads: readonly StreamHead[],
  previous: string,
  sha256: Sha256,
): DailyRoot {
  const events = heads.reduce((sum, { first, last }) => sum + last - first + 1, 0);
  return { format: 1, day, events, streams: heads.length, heads: headsHash(heads, sha256), previous };
}

/** The text of a root that is signed and hashed. */
export const rootText = (root: DailyRoot): string => canonicalJson(root);

/** Heads by the name of their stream. */
export function inOrder(heads: readonly StreamHead[]): StreamHead[] {
  return heads.toSorted((a, b) => (a.stream < b.stream ? -1 : 1));
}

/** What checking roots needs to know. */
export type RootKnowledge = {
  readonly sha256: Sha256;
  /** True when one of the trusted keys signed the text. */
  readonly signed: (text: string, signature: string) => boolean;
  readonly report: (problem: AuditProblem) => void;
  /** The roots are those of some days: the first one may follow one that is not there. */
  readonly partial: boolean;
};

/** Checks the roots of all days as they come, in the order of days. */
export class RootCheck {
  /** The roots that could be read, by day; those that are not to be believed were reported. */
  readonly roots = new Map<string, DailyRoot>();
  #last: { readonly day: string; readonly hash: string | undefined } | undefined;

  constructor(private readonly known: RootKnowledge) {}

  /** The first and the last day that have a root. */
  get sealed(): { readonly from: string; readonly to: string } | undefined {
    const [from] = this.roots.keys();
    return from !== undefined && this.#last ? { from, to: this.#last.day } : undefined;
  }

  /** Takes the next root. */
  root(stored: StoredRoot): void {
    const parsed = SignedRoot.safeParse(stored.record);
    const { day } = stored;
    if (this.#last && day <= this.#last.day) return this.#tell(day, 'root-duplicate');
    this.#missing(day);
    if (!parsed.success || parsed.data.root.day !== day) {
      this.#tell(day, 'root-changed');
      this.#last = { day, hash: undefined };
      return;
    }
    const { root, signature } = parsed.data;
    const text = rootText(root);
    if (!this.known.signed(text, signature)) this.#tell(day, 'root-forged');
    this.#follows(root);
    this.#last = { day, hash: this.known.sha256(text) };
    this.roots.set(day, root);
  }

  /** Reports the days after the last root, up to one that must have a root. */
  end(through: string): void {
    this.#missing(dayAfter(through));
  }

  #missing(before: string): void {
    if (!this.#last || dayAfter(this.#last.day) >= before) return;
    const [from, to] = [dayAfter(this.#last.day), dayAfter(before, -1)];
    const message =
      from === to ? `The root of ${from} is missing.` : `The roots of ${from} to ${to} are missing.`;
    this.known.report({ day: from, problem: 'root-missing', message });
    this.#last = { day: to, hash: undefined };
  }

  #follows(root: DailyRoot): void {
    if (!this.#last && root.previous !== NO_HASH && !this.known.partial)
      this.#tell(root.day, 'root-beginning');
    const expected = this.#last?.hash;
    if (expected !== undefined && root.previous !== expected) this.#tell(root.day, 'root-unlinked');
  }

  #tell(day: string, problem: keyof typeof words): void {
    this.known.report({ day, problem, message: `The root of ${day} ${words[problem]}.` });
  }
}

const words = {
  'root-changed': 'cannot be read as the root of that day: it was changed',
  'root-duplicate': 'stands there twice, or not in the order of days',
  'root-forged': 'was not signed by the key of this installation',
  'root-unlinked': 'does not follow the root of the day before: one of the two was replaced',
  'root-beginning': 'is the first one, but names one before it: the roots before it are missing',
} as const;
