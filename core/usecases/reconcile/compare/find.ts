import { assignmentStream, type AuditEvent, type AuditEventType } from '../../../model/audit-event';
import { type AccountAssignment, entitlementKey } from '../../../model/entitlement';
import { type Finding, findingId, type FindingKind } from '../../../model/finding';
import type { EpochMs } from '../../../model/instant';
import type { Lease } from '../../../model/lease';
import { FoundError } from '../../../ports/found-error';
import type { Trouble } from '../../../ports/trouble';
import type { Ports } from '../../deps';
import { hourglass, requestEvent } from '../../events';

type Deps = Pick<Ports, 'findings' | 'ledger' | 'trouble'>;

const actor = hourglass('reconcile');

/** An event of an assignment that is no lease's. */
export function assignmentEvent(
  { beneficiaryId, entitlement }: Pick<Finding, 'beneficiaryId' | 'entitlement'>,
  type: AuditEventType,
  at: EpochMs,
  data: AuditEvent['data'] = {},
): AuditEvent {
  return { stream: assignmentStream(beneficiaryId, entitlementKey(entitlement)), type, at, actor, data };
}

/** What is to be found, before it is. */
export type Sighting = {
  readonly kind: FindingKind;
  readonly beneficiaryId: string;
  readonly entitlement: AccountAssignment;
  readonly lease?: Pick<Lease, 'id' | 'requestId'>;
  /** The assignment is to be removed at once. */
  readonly end?: boolean;
};

/** A new finding as it would be written. */
export function findingOf(sighting: Sighting, now: EpochMs): Finding {
  const { kind, beneficiaryId, entitlement, lease } = sighting;
  return {
    id: findingId(kind, entitlement, lease?.id ?? beneficiaryId),
    kind,
    beneficiaryId,
    entitlement,
    ...(lease ? { lease: { requestId: lease.requestId, leaseId: lease.id } } : {}),
    since: now,
    ...(sighting.end ? { endAskedAt: now } : {}),
    version: 1,
  };
}

/** Writes a finding with its event and tells the operators, once for as long as it is open; true when it is new. */
export async function open(
  sighting: Sighting,
  type: AuditEventType,
  trouble: Parameters<Trouble['report']>[0],
  now: EpochMs,
  deps: Deps,
): Promise<boolean> {
  const after = findingOf(sighting, now);
  if (await deps.findings.read(after.id)) return false;
  const { lease } = sighting;
  const event = lease
    ? requestEvent(lease.requestId, type, now, actor, { leaseId: lease.id })
    : assignmentEvent(after, type, now);
  const result = await deps.ledger.commit([{ kind: 'finding', after }], [event]);
  if (result.kind === 'conflict') return false;
  const ids = { findingId: after.id, ...(lease ? { requestId: lease.requestId, leaseId: lease.id } : {}) };
  deps.trouble.report(trouble, ids, new FoundError(`${after.kind} since this round`));
  return true;
}

/** Settles a finding: `outcome` says how, in the audit trail. True when this call did it. */
export async function settle(
  finding: Finding,
  outcome: 'back' | 'over' | 'gone' | 'known' | 'not-managed',
  now: EpochMs,
  deps: Pick<Ports, 'ledger'>,
): Promise<boolean> {
  const data = { finding: finding.kind, outcome };
  const event = finding.lease
    ? requestEvent(finding.lease.requestId, 'FindingSettled', now, actor, {
        leaseId: finding.lease.leaseId,
        ...data,
      })
    : assignmentEvent(finding, 'FindingSettled', now, data);
  const result = await deps.ledger.commit([{ kind: 'finding-settled', before: finding }], [event]);
  return result.kind === 'committed';
}
