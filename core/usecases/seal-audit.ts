import type { ExportLine } from '../model/audit-export';
import { NO_HASH, type SignedRoot, type StreamHead } from '../model/audit-root';
import { dayAfter, dayOf } from '../model/instant';
import type { AuditArchive } from '../ports/audit';
import { TrailCheck } from '../rules/audit-check';
import type { AuditProblem } from '../rules/audit-problem';
import { inOrder, isSealable, rootOf, rootText } from '../rules/audit-root';
import type { Ports } from './deps';

/** How far the first sealing looks back for the first day that has events, in days. */
const LOOK_BACK = 60;

/** Problems are told up to here; one is reason enough for alarm. */
const MOST_PROBLEMS = 20;

type Deps = Pick<Ports, 'audit' | 'roots' | 'rootSigner' | 'clock' | 'sha256'> & {
  /** Where sealed days are kept as well. Optional: most installations have none. */
  readonly archive?: AuditArchive;
};

/** What was sealed. `problems`: what was wrong with the chains of those days; they are sealed as they are, so that nothing changes further. */
export type Sealing = {
  readonly days: number;
  readonly last: string | undefined;
  readonly problems: readonly AuditProblem[];
};

/**
 * Seals every day that is over and not sealed yet: a signed root over the heads of all streams that changed on it, chained to the
 * root of the day before. Two at once make one root for each day. [G9]
 */
export async function sealAudit(deps: Deps): Promise<Sealing> {
  const problems: AuditProblem[] = [];
  const latest = await deps.roots.latest();
  let previous = latest ? deps.sha256(rootText(latest.root)) : NO_HASH;
  let last = latest?.root.day;
  let days = 0;
  let day = last === undefined ? await firstDay(deps) : dayAfter(last);
  while (day !== undefined && isSealable(day, deps.clock.now())) {
    const heads = await headsOf(day, deps, problems);
    const root = rootOf(day, heads, previous, deps.sha256);
    const signature = await deps.rootSigner.sign(rootText(root));
    // First the archive: a day that has its root is never looked at again.
    await deps.archive?.keep(day, linesOf({ root, signature }, heads, deps));
    // Somebody else is sealing: theirs is the root, and they go on.
    if (!(await deps.roots.add({ root, signature }, heads))) break;
    previous = deps.sha256(rootText(root));
    days += 1;
    last = day;
    day = dayAfter(day);
  }
  return { days, last, problems };
}

async function headsOf(day: string, deps: Deps, problems: AuditProblem[]): Promise<StreamHead[]> {
  const check = new TrailCheck(deps.sha256, (problem) => {
    if (problems.length < MOST_PROBLEMS) problems.push(problem);
  });
  for await (const stored of deps.audit.day(day)) check.event(stored, day, true);
  return inOrder(check.takeHeads());
}

/** The day as an export holds it; its root comes first. */
async function* linesOf(
  record: SignedRoot,
  heads: readonly StreamHead[],
  { audit }: Deps,
): AsyncGenerator<ExportLine> {
  const { day } = record.root;
  yield { kind: 'root', day, record };
  for (const head of heads) yield { kind: 'head', day, record: head };
  for await (const event of audit.day(day)) yield { kind: 'event', day, ...event };
}

/** The first day that has events, of those that are over. */
async function firstDay({ audit, clock }: Deps): Promise<string | undefined> {
  const today = dayOf(clock.now());
  for (let back = LOOK_BACK; back > 0; back -= 1) {
    const day = dayAfter(today, -back);
    for await (const _ of audit.day(day)) return day;
  }
  return undefined;
}
