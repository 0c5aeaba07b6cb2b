import { type EpochMs, toIso } from '../core/model/instant';
import type { SignalKey } from '../core/ports/workflow';

/** Items of the requests table by key. Names of users, groups and ids never hold `#`. */
export const requestKey = (requestId: string) => ({ pk: `request#${requestId}`, sk: 'request' });
export const leaseKey = (requestId: string, leaseId: string) => ({
  pk: `request#${requestId}`,
  sk: `lease#${leaseId}`,
});
export const tokenKey = (key: SignalKey) => ({
  pk: `request#${key.requestId}`,
  sk: key.kind === 'decision' ? 'token#decision' : `token#end#${key.leaseId}`,
});
export const idempotencyKey = (userId: string, key: string) => ({ pk: `idempotency#${userId}`, sk: key });
export const askedKey = (beneficiaryId: string) => ({ pk: `asked#${beneficiaryId}`, sk: 'count' });
/** What a caller may still ask for in this minute. */
export const bucketKey = (name: string) => ({ pk: `throttle#${name}`, sk: 'bucket' });
export const noticeKey = (key: string) => ({ pk: `notice#${key}`, sk: 'notice' });

/** Emergency orders by their ids, which sort by time; those that are open stand in a partition of their own as well. */
export const EMERGENCY_ORDERS = 'emergency-orders';
export const OPEN_EMERGENCY_ORDERS = 'emergency-orders#open';
export const orderKey = (orderId: string) => ({ pk: EMERGENCY_ORDERS, sk: orderId });
export const openOrderKey = (orderId: string) => ({ pk: OPEN_EMERGENCY_ORDERS, sk: orderId });

/** Partitions that hold one row per request. */
export const approverUser = (userId: string) => `approver#user#${userId}`;
export const approverGroup = (groupId: string) => `approver#group#${groupId}`;
export const decidedBy = (userId: string) => `decided#${userId}`;
export const liveOf = (beneficiaryId: string) => `live#${beneficiaryId}`;

/** Sorts requests by the time of their creation; every list of requests is in the order of this text. */
export const createdText = (request: { readonly createdAt: EpochMs; readonly id: string }) =>
  `${toIso(request.createdAt)}#${request.id}`;

export const SHARDS = [0, 1, 2, 3] as const;

/** Spreads what would else be one hot partition. */
export function shardOf(id: string): number {
  let sum = 0;
  for (const character of id) sum += character.charCodeAt(0);
  return sum % SHARDS.length;
}

export const statusShard = (status: string, shard: number) => `status#${status}#${shard}`;
export const timeShard = (shard: number) => `all#${shard}`;
export const dueShard = (shard: number) => `due#${shard}`;

/** All open findings stand in one partition: there are few, and all are looked at. */
export const FINDINGS = 'findings';

export const assignmentPartition = (beneficiaryId: string) => `beneficiary#${beneficiaryId}`;

/** What is denied in permission sets stands in one partition: it is as many items as there are such sets. */
export const HARD_ENDS = 'hard-ends';
export const hardEndKey = (permissionSetArn: string) => ({ pk: HARD_ENDS, sk: permissionSetArn });

/** All current policies stand in one partition, so that one consistent query reads them. */
export const CURRENT_POLICIES = 'current';
export const POLICY_REVISION = { pk: 'policies', sk: 'revision' } as const;
export const policyText = (kind: string, id: string) => `${kind}#${id}`;
export const policyVersion = (version: number) => `v#${String(version).padStart(8, '0')}`;

/** Partitions of the audit table that are not streams of events: signed roots, and the heads of a day's streams. */
export const DAILY_ROOT = 'daily-root';
export const dailyHeads = (day: string) => `daily-heads#${day}`;

export const dayShard = (day: string, shard: number) => `day#${day}#${shard}`;

/** Epoch seconds, as DynamoDB's time to live counts. */
export const ttlSeconds = (at: EpochMs) => Math.ceil(at / 1_000);
