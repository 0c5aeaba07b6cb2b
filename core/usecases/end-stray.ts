import { type EndLeaseOutput, pauseSeconds, type StrayTaskInput } from '../contract/workflow';
import type { AssignmentRecord } from '../model/assignment';
import { entitlementKey } from '../model/entitlement';
import { assignmentStream, type AuditEvent } from '../model/audit-event';
import { type Finding, STRAY_LOCK } from '../model/finding';
import { SECOND } from '../model/instant';
import { deletionTrouble, orphanPause } from '../rules/deletion-trouble';
import type { Ports } from './deps';
import { hourglass } from './events';
import { type Operated, operate } from './operate';

type Deps = Pick<Ports, 'clock' | 'assignments' | 'findings' | 'ledger' | 'grants' | 'trouble' | 'metrics'>;

const ended: EndLeaseOutput = { state: 'ended' };

/** Left to the next ending that the reconciler starts: asking sooner would take places from deletions that work. */
const left: EndLeaseOutput = {
  state: 'waiting',
  retryAfterSeconds: orphanPause(1) / SECOND,
  operationId: '',
};

const STILL_LISTED = 'The deletion succeeded, but the assignment is still listed.';

/** Identity Center has a reason not to delete an assignment that is nobody's. */
export class StrayNotEndedError extends Error {
  override name = 'StrayNotEndedError' as const;
}

/**
 * Removes an assignment that no lease explains, and only if its finding says that it is to be removed. Looks once more that no
 * lease wants it and that it is not standing [G4, G5]; the record is locked while the deletion runs, as for a lease. May be called any
 * number of times.
 */
export async function endStray(input: StrayTaskInput, deps: Deps): Promise<EndLeaseOutput> {
  const waiting = (operationId: string): EndLeaseOutput => ({
    state: 'waiting',
    retryAfterSeconds: pauseSeconds({ leaseId: input.findingId, attempt: input.attempt }),
    operationId,
  });
  const finding = await deps.findings.read(input.findingId);
  if (finding?.endAskedAt === undefined) return ended;
  const locked = await lock(finding, deps);
  if (locked === 'wanted') return ended;
  if (locked === 'contended') return waiting('');
  const { beneficiaryId, entitlement } = finding;
  const deleted = await operate(
    input.deletionId ?? '',
    () => deps.grants.delete(beneficiaryId, entitlement),
    (id) => deps.grants.deletion(id),
    deps,
  );
  if (deleted.kind === 'unfinished') return waiting(deleted.operationId);
  if (await deps.grants.holds(beneficiaryId, entitlement))
    return isStuck(deleted, finding, deps) ? left : waiting('');
  return (await finish(finding, deps)) ? ended : waiting('');
}

/** What Identity Center will not delete is said aloud; what passes by itself is only tried again. */
function isStuck(
  deleted: Exclude<Operated, { kind: 'unfinished' }>,
  finding: Finding,
  deps: Pick<Ports, 'clock' | 'trouble'>,
): boolean {
  const now = deps.clock.now();
  const reason = deleted.kind === 'succeeded' ? STILL_LISTED : deleted.reason;
  const passes = deletionTrouble({ reason, dueAt: finding.endAskedAt ?? now, now }) === 'busy';
  if (passes && deleted.kind !== 'gone') return false;
  deps.trouble.report('stray-not-ended', { findingId: finding.id }, new StrayNotEndedError(reason));
  return true;
}

async function lock(finding: Finding, deps: Deps): Promise<AssignmentRecord | 'wanted' | 'contended'> {
  const { beneficiaryId, entitlement } = finding;
  const record = await deps.assignments.read(beneficiaryId, entitlement);
  if (record?.lock?.leaseId === STRAY_LOCK) return record;
  if (record && (record.standing || record.leases.length > 0)) {
    const settled = event(finding, 'FindingSettled', deps, { outcome: 'wanted' });
    await deps.ledger.commit([{ kind: 'finding-settled', before: finding }], [settled]);
    return 'wanted';
  }
  if (record?.lock) return 'contended';
  const after: AssignmentRecord = {
    ...record,
    beneficiaryId,
    entitlement,
    leases: [],
    standing: false,
    lock: { leaseId: STRAY_LOCK, since: deps.clock.now() },
    version: (record?.version ?? 0) + 1,
  };
  const result = await deps.ledger.commit(
    [record ? { kind: 'assignment', before: record, after } : { kind: 'assignment', after }],
    [event(finding, 'AssignmentEnding', deps)],
  );
  return result.kind === 'committed' ? after : 'contended';
}

async function finish(finding: Finding, deps: Deps): Promise<boolean> {
  const before = await deps.assignments.read(finding.beneficiaryId, finding.entitlement);
  if (before?.lock?.leaseId !== STRAY_LOCK) return false;
  const { lock: _, ...rest } = before;
  const after = { ...rest, version: before.version + 1 };
  const result = await deps.ledger.commit(
    [
      { kind: 'assignment', before, after },
      { kind: 'finding-settled', before: finding },
    ],
    [event(finding, 'AssignmentEnded', deps)],
  );
  return result.kind === 'committed';
}

function event(
  finding: Finding,
  type: AuditEvent['type'],
  deps: Pick<Ports, 'clock'>,
  data: AuditEvent['data'] = {},
): AuditEvent {
  const stream = assignmentStream(finding.beneficiaryId, entitlementKey(finding.entitlement));
  return {
    stream,
    type,
    at: deps.clock.now(),
    actor: hourglass('end-lease'),
    data: { finding: finding.kind, ...data },
  };
}
