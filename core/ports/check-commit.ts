import { AssignmentRecord } from '../model/assignment';
import { AuditEvent } from '../model/audit-event';
import { EmergencyOrder } from '../model/emergency';
import { entitlementKey } from '../model/entitlement';
import { HardEndRecord } from '../model/hard-end';
import { Finding } from '../model/finding';
import { Lease } from '../model/lease';
import { PolicyRecord } from '../model/policy';
import { AccessRequest } from '../model/request';
import type { Change } from './ledger';

/** The most items that one transaction may write. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html */
export const MAX_TRANSACTION_ITEMS = 100;

/** A commit that no store could do: a bug of the caller. */
export class InvalidCommitError extends Error {
  override name = 'InvalidCommitError' as const;
  constructor(record: string, problem: string) {
    super(`${record}: ${problem}`);
  }
}

/** A commit with more items than one transaction may write. */
export class CommitTooLargeError extends Error {
  override name = 'CommitTooLargeError' as const;
  constructor(items: number) {
    super(`A commit of ${items} items; one transaction writes at most ${MAX_TRANSACTION_ITEMS}.`);
  }
}

/** The name of the record that a change is about, as `CommitResult.on` gives it. */
export function recordName(change: Change): string {
  switch (change.kind) {
    case 'request':
      return `request#${change.after.id}`;
    case 'lease':
      return `lease#${change.after.id}`;
    case 'assignment':
      return `assignment#${change.after.beneficiaryId}#${entitlementKey(change.after.entitlement)}`;
    case 'policy':
      return `policy#${change.after.kind}#${change.after.id}`;
    case 'emergency-order':
      return `emergency-order#${change.after.id}`;
    case 'hard-end':
      return `hard-end#${change.after.permissionSetArn}`;
    case 'finding':
      return `finding#${change.after.id}`;
    case 'finding-settled':
      return `finding#${change.before.id}`;
    case 'idempotency':
      return `idempotency#${change.entry.userId}#${change.entry.key}`;
    case 'asked':
      return askedName(change.beneficiaryId);
  }
}

/** The name of the count of a beneficiary's requests, as `CommitResult.on` gives it. */
export const askedName = (beneficiaryId: string) => `asked#${beneficiaryId}`;

/** A change of a record that has a version of its own. */
type Versioned = Exclude<Change, { kind: 'idempotency' | 'asked' | 'finding-settled' }>;

/** Refuses what no store may accept: records that do not parse, versions not counted by one, a record twice. */
export function checkCommit(changes: readonly Change[], events: readonly AuditEvent[]): void {
  const items = changes.length + events.length;
  if (items === 0) throw new InvalidCommitError('commit', 'holds nothing');
  if (items > MAX_TRANSACTION_ITEMS) throw new CommitTooLargeError(items);
  const seen = new Set<string>();
  for (const change of changes) {
    const name = recordName(change);
    if (seen.has(name)) throw new InvalidCommitError(name, 'changes twice in one commit');
    seen.add(name);
    checkChange(change, name);
  }
  for (const event of events) {
    if (!AuditEvent.safeParse(event).success)
      throw new InvalidCommitError(event.stream, 'event does not parse');
  }
}

function checkChange(change: Change, name: string): void {
  if (change.kind === 'idempotency' || change.kind === 'asked' || change.kind === 'finding-settled') return;
  if (!parses(change)) throw new InvalidCommitError(name, 'does not parse');
  const [before, after] = versions(change);
  if (after !== before + 1) throw new InvalidCommitError(name, `version ${after} does not follow ${before}`);
  if (change.before && nameBefore(change) !== name)
    throw new InvalidCommitError(name, 'is not the record read');
}

function parses(change: Versioned): boolean {
  switch (change.kind) {
    case 'request':
      return AccessRequest.safeParse(change.after).success;
    case 'lease':
      return Lease.safeParse(change.after).success;
    case 'assignment':
      return AssignmentRecord.safeParse(change.after).success;
    case 'policy':
      return PolicyRecord.safeParse(change.after).success;
    case 'emergency-order':
      return EmergencyOrder.safeParse(change.after).success;
    case 'hard-end':
      return HardEndRecord.safeParse(change.after).success;
    case 'finding':
      return Finding.safeParse(change.after).success;
  }
}

function versions(change: Versioned): readonly [number, number] {
  return change.kind === 'request'
    ? [change.before?.revision ?? 0, change.after.revision]
    : [change.before?.version ?? 0, change.after.version];
}

function nameBefore(change: Versioned): string | undefined {
  switch (change.kind) {
    case 'request':
      return change.before && recordName({ kind: 'request', after: change.before });
    case 'lease':
      return change.before && recordName({ kind: 'lease', after: change.before });
    case 'assignment':
      return change.before && recordName({ kind: 'assignment', after: change.before });
    case 'policy':
      return change.before && recordName({ kind: 'policy', after: change.before });
    case 'emergency-order':
      return change.before && recordName({ kind: 'emergency-order', after: change.before });
    case 'hard-end':
      return change.before && recordName({ kind: 'hard-end', after: change.before });
    case 'finding':
      return change.before && recordName({ kind: 'finding', after: change.before });
  }
}
