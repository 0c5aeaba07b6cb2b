import type { AssignmentRecord } from '../../../model/assignment';
import type { Finding } from '../../../model/finding';
import type { Budget } from './budget';
import { settle } from './find';
import { findMissing } from './missing';
import { mendRecord } from './mend-record';
import type { CompareDeps, Pair } from './pair';
import { isKnown, meetUnknown } from './unknown';

/** What a comparison had to mend, by name. */
export type Compared = {
  missing: number;
  unknown: number;
  adopted: number;
  mended: number;
  settled: number;
};

/**
 * Compares what Identity Center lists on one account × permission set with the records. What looks wrong is read once more, strongly
 * consistent, before anything is written. `busy`: Identity Center could not be asked now.
 */
export async function comparePair(
  pair: Pair,
  budget: Budget,
  deps: CompareDeps,
  found: Compared,
): Promise<'compared' | 'busy'> {
  const { entitlement } = pair;
  // Listed before the records are read: an activation writes its record first, so whoever is listed is on record by now.
  const listedAt = deps.clock.now();
  const listed = await budget.all((next) => deps.holdings.holders(entitlement, next));
  if (!listed) return 'busy';
  const [records, findings] = await Promise.all([
    deps.assignments.of(entitlement),
    deps.findings.of(entitlement),
  ]);
  const holders = new Set(listed);
  for (const record of records) {
    if (await mendRecord(record, holders.has(record.beneficiaryId), pair, deps)) found.mended += 1;
    const missing = await findMissing(record, holders, listedAt, pair, deps);
    found.missing += missing;
  }
  const unknown = pair.managed
    ? await meetUnknown(pair, holders, records, findings, budget, deps)
    : undefined;
  if (unknown === 'busy') return 'busy';
  found.unknown += unknown?.reported ?? 0;
  found.adopted += unknown?.adopted ?? 0;
  found.settled += await settleExplained(findings, holders, records, pair, deps);
  return 'compared';
}

/** Settles what is explained by now: an assignment that is gone or on record, a lease whose assignment is listed again. */
async function settleExplained(
  findings: readonly Finding[],
  holders: ReadonlySet<string>,
  records: readonly AssignmentRecord[],
  { now }: Pair,
  deps: CompareDeps,
): Promise<number> {
  let settled = 0;
  for (const finding of findings) {
    const outcome = explained(finding, holders, records);
    if (outcome && (await settle(finding, outcome, now, deps))) settled += 1;
  }
  return settled;
}

function explained(
  finding: Finding,
  holders: ReadonlySet<string>,
  records: readonly AssignmentRecord[],
): 'back' | 'gone' | 'known' | undefined {
  const holds = holders.has(finding.beneficiaryId);
  const record = records.find(({ beneficiaryId }) => beneficiaryId === finding.beneficiaryId);
  switch (finding.kind) {
    case 'missing-assignment':
      return holds ? 'back' : undefined;
    case 'unknown-assignment':
    case 'left-over':
      // While the record is locked its ending is under way, and settles the finding itself.
      if (record?.lock || finding.endAskedAt !== undefined) return undefined;
      if (!holds) return 'gone';
      return isKnown(record) ? 'known' : undefined;
    case 'overdue':
      return undefined;
  }
}
