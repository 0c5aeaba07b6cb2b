import type { z } from 'zod';
import type { AuditVerification, AuditVerificationQuery } from '../contract/audit';
import { type DailyRoot, StreamHead } from '../model/audit-root';
import { dayAfter, dayOf, fromIso } from '../model/instant';
import type { AuditRoots, AuditTrail } from '../ports/audit';
import { TrailCheck } from '../rules/audit-check';
import { headProblems } from '../rules/audit-heads';
import type { AuditProblem } from '../rules/audit-problem';
import { headsHash, lastDue, RootCheck } from '../rules/audit-root';
import type { Viewer } from './caller-identity';
import type { Ports } from './deps';
import { type Found, found } from './found';
import { type NotFound, notFound } from './outcome';

/** Problems are told up to here; one is reason enough for alarm. */
const MOST_PROBLEMS = 100;

/** What is verified: the tables of an installation, an exported folder, or events of one and roots of the other. */
export type AuditSource = Pick<AuditTrail, 'day'> & Pick<AuditRoots, 'all' | 'heads'>;

/** How to verify. */
export type VerificationInput = {
  /** The first and the last UTC day whose events are verified. Absent: from the first sealed day, to the last one. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** The last day that must have a root. Absent: whatever the last root is. */
  readonly sealedThrough?: string | undefined;
  /** The roots begin in the middle: the first one may name one before it. */
  readonly begins?: boolean;
  /** The public halves, in PEM, of the keys that are trusted. */
  readonly publicKeys: readonly string[];
};

/** What was verified. Problems are told to `report`. */
export type Verified = {
  readonly events: number;
  readonly streams: number;
  /** How many roots there are, and their first and last day. */
  readonly roots: number;
  readonly sealed: { readonly from: string; readonly to: string } | undefined;
};

/** Verifies the audit trail of a time for auditors and admins: whole UTC days, and the roots of all days. */
export async function verifyAudit(
  input: { readonly viewer: Viewer; readonly query: z.output<typeof AuditVerificationQuery> },
  deps: Pick<Ports, 'audit' | 'roots' | 'rootKey' | 'checkSignature' | 'sha256' | 'clock'>,
): Promise<Found<z.output<typeof AuditVerification>> | NotFound> {
  if (!input.viewer.auditor && !input.viewer.admin) return notFound;
  const problems: AuditProblem[] = [];
  const source = {
    day: (day: string) => deps.audit.day(day),
    all: () => deps.roots.all(),
    heads: (day: string) => deps.roots.heads(day),
  };
  const wanted = {
    from: dayOf(fromIso(input.query.from)),
    to: dayOf(fromIso(input.query.to) - 1),
    sealedThrough: lastDue(deps.clock.now()),
    publicKeys: [await deps.rootKey.publicKey()],
  };
  const verified = await verifyTrail(wanted, source, deps, (problem) => problems.push(problem));
  const { sealed, ...counts } = verified;
  return found({
    ok: problems.length === 0,
    ...counts,
    ...(sealed && { sealed }),
    problems: problems.slice(0, MOST_PROBLEMS),
  });
}

/**
 * Verifies all roots, and the events of some days: their hashes, their chains, and that they are those that the roots of their days
 * have fixed. Remembers one head for each stream, whatever the number of events. [G9]
 */
export async function verifyTrail(
  input: VerificationInput,
  source: AuditSource,
  deps: Pick<Ports, 'checkSignature' | 'sha256'>,
  report: (problem: AuditProblem) => void,
): Promise<Verified> {
  const { sha256, checkSignature } = deps;
  const signed = (text: string, signature: string) =>
    input.publicKeys.some((key) => checkSignature(key, text, signature));
  const roots = new RootCheck({ sha256, signed, report, partial: input.begins ?? false });
  for await (const stored of source.all()) roots.root(stored);
  if (input.sealedThrough !== undefined) roots.end(input.sealedThrough);

  const events = new TrailCheck(sha256, report);
  const { sealed } = roots;
  const from = input.from ?? sealed?.from;
  const to = input.to ?? sealed?.to;
  if (from !== undefined && to !== undefined) {
    const verification = { source, sha256, report, roots, events, from, sealedThrough: input.sealedThrough };
    for (let day = from; day <= to; day = dayAfter(day)) await verifyDay(day, verification);
  }
  return { events: events.events, streams: events.streams, roots: roots.roots.size, sealed };
}

type Verification = {
  readonly source: AuditSource;
  readonly sha256: Ports['sha256'];
  readonly report: (problem: AuditProblem) => void;
  readonly roots: RootCheck;
  readonly events: TrailCheck;
  readonly from: string;
  readonly sealedThrough: string | undefined;
};

async function verifyDay(day: string, verification: Verification): Promise<void> {
  const { source, roots, events, from, sealedThrough, report } = verification;
  const { sealed } = roots;
  // Only what is read from the first sealed day on is known from its beginning.
  const partial = !sealed || from > sealed.from || day <= sealed.from;
  for await (const stored of source.day(day)) events.event(stored, day, partial);
  const there = events.takeHeads();
  const root = roots.roots.get(day);
  if (root) for (const problem of await sealedProblems(root, there, verification)) report(problem);
  else if (!sealed && there.length > 0 && sealedThrough !== undefined && day <= sealedThrough)
    report({
      day,
      problem: 'unsealed',
      message: `The events of ${day} were never sealed, or all roots are missing.`,
    });
}

/** Compares a day with its root; the list of heads, which the root stands for, says which events differ. */
async function sealedProblems(
  root: DailyRoot,
  there: readonly StreamHead[],
  { source, sha256 }: Verification,
): Promise<AuditProblem[]> {
  const { day } = root;
  const kept = await keptHeads(day, source);
  const listHolds = headsHash(kept, sha256) === root.heads;
  if (headsHash(there, sha256) === root.heads) return listHolds ? [] : [headsChanged(day)];
  const problems = headProblems(day, kept, there);
  if (listHolds) return problems;
  const message = `The events of ${day} are not those that its root has fixed, and the list that would name them was changed.`;
  return [headsChanged(day), { day, problem: 'day-changed', message }, ...problems];
}

function headsChanged(day: string): AuditProblem {
  return {
    day,
    problem: 'heads-changed',
    message: `The list of heads of ${day} is not the one that its root stands for.`,
  };
}

/** The heads that were kept with a root; what cannot be read as one is left out, which changes their hash. */
async function keptHeads(day: string, source: AuditSource): Promise<StreamHead[]> {
  const heads: StreamHead[] = [];
  for await (const kept of source.heads(day)) {
    const parsed = StreamHead.safeParse(kept);
    if (parsed.success) heads.push(parsed.data);
  }
  return heads;
}
