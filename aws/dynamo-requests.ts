import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { TableNames } from '../core/contract/tables';
import { z } from 'zod';
import { entitlementKey } from '../core/model/entitlement';
import type { EpochMs } from '../core/model/instant';
import { Lease } from '../core/model/lease';
import { AccessRequest } from '../core/model/request';
import type { Clock } from '../core/ports/clock';
import type {
  ApproverKeys,
  IdempotencyEntry,
  Page,
  PageInput,
  RequestFilter,
  Requests,
} from '../core/ports/ledger';
import { matchesFilter } from '../core/rules/matches-filter';
import { pageOfDue } from './due-leases';
import { batchGet, queryItems } from './dynamo-read';
import { IdempotencyRecord } from './idempotency-record';
import {
  approverGroup,
  approverUser,
  askedKey,
  createdText,
  decidedBy,
  dueShard,
  idempotencyKey,
  leaseKey,
  liveOf,
  requestKey,
  SHARDS,
  statusShard,
  timeShard,
} from './keys';
import { mergedPage, type Row } from './merged-page';
import { parseOptional, parseRecord } from './records';
import { type Partition, partitionSource } from './request-sources';

type Belongs = (request: AccessRequest) => boolean;

const isPending: Belongs = (request) => request.status === 'pending';
const isGranted: Belongs = (request) => request.status === 'scheduled' || request.status === 'active';
const isLive: Belongs = (request) => isPending(request) || isGranted(request);

/** With more statuses than this, reading everything and leaving some out asks for fewer partitions. */
const MAX_STATUS_PARTITIONS = 3;

/** Requests and leases in DynamoDB. */
export class DynamoRequests implements Requests {
  readonly #table: string;

  constructor(
    private readonly client: DynamoDBDocumentClient,
    tables: TableNames,
    private readonly clock: Clock,
  ) {
    this.#table = tables.requests;
  }

  async read(requestId: string): Promise<AccessRequest | undefined> {
    return parseOptional(AccessRequest, await this.#get(requestKey(requestId)), `request#${requestId}`);
  }

  async readLease(requestId: string, leaseId: string): Promise<Lease | undefined> {
    return parseOptional(Lease, await this.#get(leaseKey(requestId, leaseId)), `lease#${leaseId}`);
  }

  async leasesOf(requestId: string): Promise<readonly Lease[]> {
    const { pk, sk } = requestKey(requestId);
    const items = await queryItems(this.client, {
      TableName: this.#table,
      KeyConditionExpression: '#pk = :pk AND #sk BETWEEN :lease AND :request',
      ExpressionAttributeNames: { '#pk': 'pk', '#sk': 'sk' },
      ExpressionAttributeValues: { ':pk': pk, ':lease': 'lease#', ':request': sk },
      ConsistentRead: true,
    });
    const own = items.find((item) => item.sk === sk);
    const request = parseOptional(AccessRequest, own, `request#${requestId}`);
    const order = request?.targets.map((target) => entitlementKey(target.entitlement)) ?? [];
    const place = (lease: Lease) => order.indexOf(entitlementKey(lease.target.entitlement));
    return items
      .filter((item) => item !== own)
      .map((item) => parseRecord(Lease, item.record, String(item.sk)))
      .sort((a, b) => place(a) - place(b));
  }

  async idempotency(userId: string, key: string): Promise<IdempotencyEntry | undefined> {
    const item = await this.#get(idempotencyKey(userId, key));
    const entry = parseOptional(IdempotencyRecord, item, `idempotency#${userId}#${key}`);
    return entry && entry.expiresAt > this.clock.now() ? entry : undefined;
  }

  listMine(userId: string, filter: RequestFilter, page: PageInput): Promise<Page<AccessRequest>> {
    const partitions = [
      this.#index('byBeneficiary', 'beneficiary', userId),
      this.#index('byRequester', 'requester', userId),
    ];
    return this.#list(`mine#${userId}`, partitions, filter, page);
  }

  listInbox(approver: ApproverKeys, filter: RequestFilter, page: PageInput): Promise<Page<AccessRequest>> {
    return this.#list(`inbox#${approver.userId}`, this.#approver(approver), filter, page, isPending);
  }

  listEndable(approver: ApproverKeys, filter: RequestFilter, page: PageInput): Promise<Page<AccessRequest>> {
    return this.#list(`endable#${approver.userId}`, this.#approver(approver), filter, page, isGranted);
  }

  listDecidedBy(userId: string, filter: RequestFilter, page: PageInput): Promise<Page<AccessRequest>> {
    return this.#list(`decided#${userId}`, [{ table: this.#table, value: decidedBy(userId) }], filter, page);
  }

  listAll(filter: RequestFilter, page: PageInput): Promise<Page<AccessRequest>> {
    const statuses = filter.statuses ?? [];
    const byStatus = statuses.length > 0 && statuses.length <= MAX_STATUS_PARTITIONS;
    const partitions = SHARDS.flatMap((shard) =>
      byStatus
        ? statuses.map((status) => this.#index('byStatus', 'statusShard', statusShard(status, shard)))
        : [this.#index('byTime', 'timeShard', timeShard(shard))],
    );
    return this.#list('all', partitions, filter, page);
  }

  async askedCount(beneficiaryId: string): Promise<number> {
    const item = await this.#get(askedKey(beneficiaryId));
    return parseOptional(z.number().int(), item && { record: item.version }, `asked#${beneficiaryId}`) ?? 0;
  }

  async liveOf(beneficiaryId: string): Promise<readonly AccessRequest[]> {
    const rows = await queryItems(this.client, {
      TableName: this.#table,
      KeyConditionExpression: '#pk = :pk',
      ExpressionAttributeNames: { '#pk': 'pk' },
      ExpressionAttributeValues: { ':pk': liveOf(beneficiaryId) },
      ConsistentRead: true,
      ScanIndexForward: false,
    });
    const requests = await this.#load(rows.map((row) => ({ key: String(row.sk) })));
    return requests.flatMap((request) => (request && isLive(request) ? [request] : []));
  }

  async dueLeases(until: EpochMs, limit: number): Promise<readonly Lease[]> {
    const shards = await Promise.all(SHARDS.map((shard) => this.#due(shard, until, limit)));
    return shards
      .flat()
      .sort((a, b) => a.endsAt - b.endsAt)
      .slice(0, limit);
  }

  leasesDue(until: EpochMs, page: PageInput): Promise<Page<Lease>> {
    return pageOfDue(this.client, this.#table, until, page);
  }

  async #due(shard: number, until: EpochMs, limit: number): Promise<Lease[]> {
    const { Items } = await this.client.send(
      new QueryCommand({
        TableName: this.#table,
        IndexName: 'dueLeases',
        KeyConditionExpression: '#shard = :shard AND #dueAt <= :until',
        ExpressionAttributeNames: { '#shard': 'dueShard', '#dueAt': 'dueAt' },
        ExpressionAttributeValues: { ':shard': dueShard(shard), ':until': until },
        Limit: limit,
      }),
    );
    return (Items ?? []).map((item) => parseRecord(Lease, item.record, String(item.sk)));
  }

  #list(
    list: string,
    partitions: readonly Partition[],
    filter: RequestFilter,
    page: PageInput,
    belongs: Belongs = () => true,
  ): Promise<Page<AccessRequest>> {
    const load = async (rows: readonly Row<AccessRequest>[]) => {
      const requests = await this.#load(rows);
      return requests.map((request) =>
        request && belongs(request) && matchesFilter(request, filter) ? request : undefined,
      );
    };
    const sources = partitions.map((partition) => partitionSource(this.client, partition, filter));
    return mergedPage({ list, page, sources, load });
  }

  /** The requests of rows, in their order; rows that only name a request are looked up, strongly consistent. */
  async #load(rows: readonly Row<AccessRequest>[]): Promise<(AccessRequest | undefined)[]> {
    const named = rows.filter((row) => row.value === undefined);
    const keys = named.map((row) => requestKey(row.key.slice(row.key.indexOf('#') + 1)));
    const items = await batchGet(this.client, this.clock, this.#table, keys);
    const requests = items.map((item) => parseRecord(AccessRequest, item.record, String(item.pk)));
    const found = new Map(requests.map((request) => [createdText(request), request]));
    return rows.map((row) => row.value ?? found.get(row.key));
  }

  #approver({ userId, groupIds }: ApproverKeys): Partition[] {
    return [approverUser(userId), ...new Set(groupIds.map(approverGroup))].map((value) => ({
      table: this.#table,
      value,
    }));
  }

  #index(name: string, partition: string, value: string): Partition {
    return { table: this.#table, index: { name, partition }, value };
  }

  async #get(key: Record<string, string>): Promise<Readonly<Record<string, unknown>> | undefined> {
    const { Item } = await this.client.send(
      new GetCommand({ TableName: this.#table, Key: key, ConsistentRead: true }),
    );
    return Item;
  }
}
