import type { AccessRequest } from '../../core/model/request';
import { createdText, approverGroup, approverUser, decidedBy, liveOf, requestKey } from '../keys';
import { shardOf, statusShard, timeShard } from '../keys';
import { type LedgerItem, putVersioned } from './item';

const LIVE = new Set(['pending', 'scheduled', 'active']);

type Row = { readonly pk: string; readonly sk: string };

/**
 * The writes of one change of a request: the request, and the rows under which its approvers, its deciders and its
 * beneficiary find it. The rows follow from the request, so that no caller can forget one.
 */
export function requestItems(
  table: string,
  name: string,
  before: AccessRequest | undefined,
  after: AccessRequest,
): LedgerItem[] {
  const old = new Map((before ? rowsOf(before) : []).map((row) => [textOf(row), row]));
  const wanted = new Map(rowsOf(after).map((row) => [textOf(row), row]));
  const added = [...wanted.values()].filter((row) => !old.has(textOf(row)));
  const gone = [...old.values()].filter((row) => !wanted.has(textOf(row)));
  return [
    putVersioned(name, table, requestItem(after), before?.revision),
    ...added.map((row) => ({
      name,
      write: { Put: { TableName: table, Item: { ...row, requestId: after.id } } },
    })),
    ...gone.map((row) => ({ name, write: { Delete: { TableName: table, Key: row } } })),
  ];
}

function requestItem(request: AccessRequest): Record<string, unknown> {
  const shard = shardOf(request.id);
  return {
    ...requestKey(request.id),
    record: request,
    version: request.revision,
    requester: request.requester.userId,
    beneficiary: request.beneficiary.userId,
    created: createdText(request),
    statusShard: statusShard(request.status, shard),
    timeShard: timeShard(shard),
  };
}

/**
 * Approvers find a request from its creation until it is over. The rows do not tell pending from live: they stay as they
 * are when a request is approved, which keeps that transaction small; readers look at the request itself.
 */
function rowsOf(request: AccessRequest): Row[] {
  const sk = createdText(request);
  const decided = request.decisions.map((decision) => ({ pk: decidedBy(decision.approver.userId), sk }));
  if (!LIVE.has(request.status)) return decided;
  const approvers = request.needs
    .flatMap((need) => need.alternatives)
    .flatMap((alternative) => alternative.steps)
    .flatMap((step) => [
      ...step.approvers.users.map(approverUser),
      ...step.approvers.groups.map(approverGroup),
    ]);
  return [
    ...decided,
    ...[...new Set(approvers)].map((pk) => ({ pk, sk })),
    { pk: liveOf(request.beneficiary.userId), sk },
  ];
}

const textOf = (row: Row) => `${row.pk} ${row.sk}`;
