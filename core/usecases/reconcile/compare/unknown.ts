import type { AssignmentRecord } from '../../../model/assignment';
import type { Finding } from '../../../model/finding';
import type { Change } from '../../../ports/ledger';
import type { Budget } from './budget';
import type { CompareDeps, Pair } from './pair';
import { assignmentEvent, open, type Sighting } from './find';

/** Whether a record explains an assignment: a live lease, a deletion that runs, or access that is standing. */
export function isKnown(record: AssignmentRecord | undefined): boolean {
  return record !== undefined && (record.standing || record.leases.length > 0 || record.lock !== undefined);
}

type Met = { readonly reported: number; readonly adopted: number };

/** Deals with assignments that no record knows, as the settings say. */
export async function meetUnknown(
  pair: Pair,
  holders: ReadonlySet<string>,
  records: readonly AssignmentRecord[],
  findings: readonly Finding[],
  budget: Budget,
  deps: CompareDeps,
): Promise<Met | 'busy'> {
  const known = new Set(records.filter(isKnown).map(({ beneficiaryId }) => beneficiaryId));
  const suspects = [...holders].filter((userId) => !known.has(userId));
  const fresh = suspects.filter((userId) => !isFound(findings, userId));
  const confirmed = await confirm(pair, fresh, budget, deps);
  if (!confirmed) return 'busy';
  // What restored tables have forgotten is not to become standing for that.
  const adopting = pair.settings.unknownAssignments === 'adopt' && !deps.recordsRestored;
  const met = { reported: 0, adopted: 0 };
  for (const { userId, record } of confirmed) {
    if (adopting) met.adopted += (await adopt(userId, record, undefined, pair, deps)) ? 1 : 0;
    else met.reported += (await report(userId, pair, deps)) ? 1 : 0;
  }
  if (adopting) met.adopted += await adoptFound(pair, suspects, findings, deps);
  return met;
}

function isFound(findings: readonly Finding[], userId: string): boolean {
  return findings.some(({ kind, beneficiaryId }) => beneficiaryId === userId && isStray(kind));
}

const isStray = (kind: Finding['kind']) => kind === 'unknown-assignment' || kind === 'left-over';

type Confirmed = { readonly userId: string; readonly record: AssignmentRecord | undefined };

/**
 * Those who are still listed while their record stays as it is: a lease that ended between the first listing and the reading of its
 * record looks like an unknown assignment. `undefined`: Identity Center is busy.
 */
async function confirm(
  { entitlement }: Pair,
  suspects: readonly string[],
  budget: Budget,
  deps: CompareDeps,
): Promise<readonly Confirmed[] | undefined> {
  if (suspects.length === 0) return [];
  const before = new Map<string, AssignmentRecord | undefined>();
  for (const userId of suspects) before.set(userId, await deps.assignments.read(userId, entitlement));
  const again = await budget.all((next) => deps.holdings.holders(entitlement, next));
  if (!again) return undefined;
  const confirmed: Confirmed[] = [];
  for (const userId of suspects.filter((id) => again.includes(id))) {
    const record = await deps.assignments.read(userId, entitlement);
    if (!isKnown(record) && record?.version === before.get(userId)?.version)
      confirmed.push({ userId, record });
  }
  return confirmed;
}

function report(beneficiaryId: string, { entitlement, now }: Pair, deps: CompareDeps): Promise<boolean> {
  const sighting: Sighting = { kind: 'unknown-assignment', beneficiaryId, entitlement };
  return open(sighting, 'AssignmentUnknown', 'assignment-unknown', now, deps);
}

/** Reported before the settings said that such assignments are adopted. */
async function adoptFound(
  pair: Pair,
  suspects: readonly string[],
  findings: readonly Finding[],
  deps: CompareDeps,
): Promise<number> {
  let adopted = 0;
  for (const finding of findings) {
    const { kind, beneficiaryId, endAskedAt } = finding;
    if (kind !== 'unknown-assignment' || endAskedAt !== undefined || !suspects.includes(beneficiaryId))
      continue;
    const record = await deps.assignments.read(beneficiaryId, pair.entitlement);
    if (!isKnown(record) && (await adopt(beneficiaryId, record, finding, pair, deps))) adopted += 1;
  }
  return adopted;
}

/** From now on the assignment is standing: nothing of ours removes it [G4]. */
async function adopt(
  beneficiaryId: string,
  before: AssignmentRecord | undefined,
  finding: Finding | undefined,
  { entitlement, now }: Pair,
  deps: CompareDeps,
): Promise<boolean> {
  const after: AssignmentRecord = {
    beneficiaryId,
    entitlement,
    leases: [],
    standing: true,
    version: (before?.version ?? 0) + 1,
  };
  const changes: Change[] = [
    before ? { kind: 'assignment', before, after } : { kind: 'assignment', after },
    ...(finding ? [{ kind: 'finding-settled' as const, before: finding }] : []),
  ];
  const event = assignmentEvent({ beneficiaryId, entitlement }, 'AssignmentAdopted', now);
  return (await deps.ledger.commit(changes, [event])).kind === 'committed';
}
