import type { TableNames } from '../../core/contract/tables';
import type { AssignmentRecord } from '../../core/model/assignment';
import type { EmergencyOrder } from '../../core/model/emergency';
import { type Entitlement, entitlementKey } from '../../core/model/entitlement';
import type { Finding } from '../../core/model/finding';
import type { EpochMs } from '../../core/model/instant';
import type { HardEndRecord } from '../../core/model/hard-end';
import type { Lease } from '../../core/model/lease';
import { dueAt } from '../../core/rules/lease-due';
import type { PolicyRecord } from '../../core/model/policy';
import { recordName } from '../../core/ports/check-commit';
import type { Change, IdempotencyEntry } from '../../core/ports/ledger';
import {
  askedKey,
  assignmentPartition,
  CURRENT_POLICIES,
  dueShard,
  hardEndKey,
  FINDINGS,
  idempotencyKey,
  leaseKey,
  openOrderKey,
  orderKey,
  POLICY_REVISION,
  policyText,
  policyVersion,
  shardOf,
  ttlSeconds,
} from '../keys';
import { type LedgerItem, putVersioned } from './item';
import { requestItems } from './request-items';

/** Every write that a list of changes means. */
export function itemsOf(changes: readonly Change[], tables: TableNames, now: EpochMs): LedgerItem[] {
  const items = changes.flatMap((change) => itemsOfChange(change, tables, now));
  const touchesPolicies = changes.some((change) => change.kind === 'policy');
  return touchesPolicies ? [...items, bumpPolicyRevision(tables.policies)] : items;
}

function itemsOfChange(change: Change, tables: TableNames, now: EpochMs): LedgerItem[] {
  const name = recordName(change);
  switch (change.kind) {
    case 'request':
      return requestItems(tables.requests, name, change.before, change.after);
    case 'lease':
      return [putVersioned(name, tables.requests, leaseItem(change.after), change.before?.version)];
    case 'assignment':
      return [putVersioned(name, tables.assignments, assignmentItem(change.after), change.before?.version)];
    case 'policy':
      return policyItems(tables.policies, name, change.before, change.after);
    case 'emergency-order':
      return orderItems(tables.requests, name, change.before, change.after);
    case 'hard-end':
      return [putVersioned(name, tables.assignments, hardEndItem(change.after), change.before?.version)];
    case 'finding':
      return [putVersioned(name, tables.assignments, findingItem(change.after), change.before?.version)];
    case 'finding-settled':
      return [dropFinding(name, tables.assignments, change.before)];
    case 'idempotency':
      return [idempotencyItem(tables.requests, name, change.entry, now)];
    case 'asked':
      return [askedItem(tables.requests, name, change)];
  }
}

function askedItem(
  table: string,
  name: string,
  { beneficiaryId, before }: Extract<Change, { kind: 'asked' }>,
): LedgerItem {
  const item = { ...askedKey(beneficiaryId), version: before + 1 };
  return putVersioned(name, table, item, before === 0 ? undefined : before);
}

function findingItem(finding: Finding): Record<string, unknown> {
  return { pk: FINDINGS, sk: finding.id, record: finding, version: finding.version };
}

function dropFinding(name: string, table: string, { id, version }: Finding): LedgerItem {
  const unchanged = {
    ConditionExpression: '#version = :before',
    ExpressionAttributeNames: { '#version': 'version' },
    ExpressionAttributeValues: { ':before': version },
  };
  return { name, write: { Delete: { TableName: table, Key: { pk: FINDINGS, sk: id }, ...unchanged } } };
}

function leaseItem(lease: Lease): Record<string, unknown> {
  const at = dueAt(lease);
  const due = at === undefined ? {} : { dueShard: dueShard(shardOf(lease.id)), dueAt: at };
  return { ...leaseKey(lease.requestId, lease.id), record: lease, version: lease.version, ...due };
}

function assignmentItem(record: AssignmentRecord): Record<string, unknown> {
  const key = entitlementKey(record.entitlement);
  return {
    pk: assignmentPartition(record.beneficiaryId),
    sk: key,
    record,
    version: record.version,
    ...accountIndex(record.entitlement, `${key}#${record.beneficiaryId}`),
  };
}

function hardEndItem(record: HardEndRecord): Record<string, unknown> {
  return { ...hardEndKey(record.permissionSetArn), record, version: record.version };
}

function accountIndex(entitlement: Entitlement, holder: string): Record<string, string> {
  return entitlement.kind === 'account-assignment' ? { account: entitlement.accountId, holder } : {};
}

function policyItems(
  table: string,
  name: string,
  before: PolicyRecord | undefined,
  after: PolicyRecord,
): LedgerItem[] {
  const text = policyText(after.kind, after.id);
  const item = { record: after, version: after.version };
  return [
    putVersioned(name, table, { pk: CURRENT_POLICIES, sk: text, ...item }, before?.version),
    putVersioned(name, table, { pk: text, sk: policyVersion(after.version), ...item }, undefined),
  ];
}

/** The order, and its copy among those that are open. */
function orderItems(
  table: string,
  name: string,
  before: EmergencyOrder | undefined,
  after: EmergencyOrder,
): LedgerItem[] {
  const item = { record: after, version: after.version };
  const open = openOrderKey(after.id);
  return [
    putVersioned(name, table, { ...orderKey(after.id), ...item }, before?.version),
    after.status === 'open'
      ? { name, write: { Put: { TableName: table, Item: { ...open, ...item } } } }
      : { name, write: { Delete: { TableName: table, Key: open } } },
  ];
}

function bumpPolicyRevision(table: string): LedgerItem {
  return {
    name: 'policies',
    write: {
      Update: {
        TableName: table,
        Key: POLICY_REVISION,
        UpdateExpression: 'ADD #revision :one',
        ExpressionAttributeNames: { '#revision': 'revision' },
        ExpressionAttributeValues: { ':one': 1 },
      },
    },
  };
}

/** DynamoDB drops expired items up to two days late, so one that is over its time counts as gone. */
function idempotencyItem(table: string, name: string, entry: IdempotencyEntry, now: EpochMs): LedgerItem {
  return {
    name,
    write: {
      Put: {
        TableName: table,
        Item: {
          ...idempotencyKey(entry.userId, entry.key),
          record: entry,
          expiresAt: ttlSeconds(entry.expiresAt),
        },
        ConditionExpression: 'attribute_not_exists(#pk) OR #record.#expiresAt <= :now',
        ExpressionAttributeNames: { '#pk': 'pk', '#record': 'record', '#expiresAt': 'expiresAt' },
        ExpressionAttributeValues: { ':now': now },
      },
    },
  };
}
