import type { AssignmentRecord } from '../../../model/assignment';
import { STRAY_LOCK } from '../../../model/finding';
import type { Lease } from '../../../model/lease';
import { FoundError } from '../../../ports/found-error';
import type { Change } from '../../../ports/ledger';
import type { CompareDeps, Pair } from './pair';
import { assignmentEvent, findingOf } from './find';

/**
 * Takes leases that are over off a record, and a lock that one of them left: a table was restored, or somebody has edited it. Access
 * that only they explain was made by Hourglass, so it is removed, through the ending path. True when the record was mended.
 */
export async function mendRecord(
  seen: AssignmentRecord,
  held: boolean,
  pair: Pair,
  deps: CompareDeps,
): Promise<boolean> {
  const doubtful = [...seen.leases, ...(seen.lock ? [seen.lock.leaseId] : [])].some(
    (id) => !isLive(id, pair),
  );
  if (!doubtful) return false;
  const { beneficiaryId, entitlement } = { ...seen, entitlement: pair.entitlement };
  const before = await deps.assignments.read(beneficiaryId, entitlement);
  if (!before) return false;
  const over = new Set<string>();
  for (const id of [...before.leases, ...(before.lock ? [before.lock.leaseId] : [])])
    if (!isLive(id, pair) && (await isOver(id, deps))) over.add(id);
  if (over.size === 0) return false;
  const { lock, ...rest } = before;
  const leases = before.leases.filter((id) => !over.has(id));
  const kept = lock && !over.has(lock.leaseId) ? lock : undefined;
  const leftOver = (held || lock !== undefined) && !kept && !before.standing && leases.length === 0;
  // Locked until its ending is through: a lease that joined before would take what it finds for standing, and keep it for ever.
  const locked = leftOver ? { leaseId: STRAY_LOCK, since: pair.now } : kept;
  const after: AssignmentRecord = {
    ...rest,
    leases,
    ...(locked ? { lock: locked } : {}),
    version: before.version + 1,
  };
  return write(before, after, [...over], leftOver, pair, deps);
}

async function write(
  before: AssignmentRecord,
  after: AssignmentRecord,
  over: readonly string[],
  leftOver: boolean,
  { entitlement, now }: Pair,
  deps: CompareDeps,
): Promise<boolean> {
  const { beneficiaryId } = before;
  const finding = findingOf({ kind: 'left-over', beneficiaryId, entitlement, end: true }, now);
  const isNew = leftOver && (await deps.findings.read(finding.id)) === undefined;
  const changes: Change[] = [
    { kind: 'assignment', before, after },
    ...(isNew ? [{ kind: 'finding' as const, after: finding }] : []),
  ];
  const event = assignmentEvent({ beneficiaryId, entitlement }, 'AssignmentMended', now, {
    over: [...over],
    leftOver,
  });
  if ((await deps.ledger.commit(changes, [event])).kind === 'conflict') return false;
  if (isNew)
    deps.trouble.report(
      'assignment-left-over',
      { findingId: finding.id },
      new FoundError('Leases that are over'),
    );
  return true;
}

const isLive = (leaseId: string, pair: Pair) => leaseId === STRAY_LOCK || pair.live.has(leaseId);

async function isOver(leaseId: string, deps: CompareDeps): Promise<boolean> {
  const lease: Lease | undefined = await deps.requests.readLease(requestIdOf(leaseId), leaseId);
  return lease === undefined || lease.status === 'ended' || lease.status === 'failed';
}

/** A lease is named by its request and a number. */
function requestIdOf(leaseId: string): string {
  return leaseId.slice(0, leaseId.lastIndexOf('-'));
}
