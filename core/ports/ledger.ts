import type { AssignmentRecord } from '../model/assignment';
import type { AuditEvent } from '../model/audit-event';
import type { EmergencyOrder } from '../model/emergency';
import type { AccountAssignment, Entitlement } from '../model/entitlement';
import type { Finding } from '../model/finding';
import type { HardEndRecord } from '../model/hard-end';
import type { EpochMs } from '../model/instant';
import type { Lease } from '../model/lease';
import type { PolicyRecord } from '../model/policy';
import type { AccessRequest, RequestStatus } from '../model/request';

/**
 * One record as it was read and as it shall be. `before` absent: it must not exist yet. `asked` counts the requests ever made for a
 * beneficiary, so that of two which were judged by the same live requests only one is written.
 */
export type Change =
  | { readonly kind: 'request'; readonly before?: AccessRequest; readonly after: AccessRequest }
  | { readonly kind: 'lease'; readonly before?: Lease; readonly after: Lease }
  | { readonly kind: 'assignment'; readonly before?: AssignmentRecord; readonly after: AssignmentRecord }
  | { readonly kind: 'policy'; readonly before?: PolicyRecord; readonly after: PolicyRecord }
  | { readonly kind: 'emergency-order'; readonly before?: EmergencyOrder; readonly after: EmergencyOrder }
  | { readonly kind: 'hard-end'; readonly before?: HardEndRecord; readonly after: HardEndRecord }
  | { readonly kind: 'idempotency'; readonly entry: IdempotencyEntry }
  | { readonly kind: 'asked'; readonly beneficiaryId: string; readonly before: number }
  | { readonly kind: 'finding'; readonly before?: Finding; readonly after: Finding }
  | { readonly kind: 'finding-settled'; readonly before: Finding };

/** Remembers what a person's Idempotency-Key created. */
export type IdempotencyEntry = {
  readonly userId: string;
  readonly key: string;
  /** Of the body, so that the same key with another body is refused. */
  readonly bodyHash: string;
  readonly requestId: string;
  readonly expiresAt: EpochMs;
};

/** `conflict`: a record had changed since it was read (`on` says which); nothing was written. */
export type CommitResult =
  | { readonly kind: 'committed' }
  | { readonly kind: 'conflict'; readonly on: string };

/**
 * The only way to change a record: all changes and their audit events in one transaction, each on the condition that the
 * record is still at the version that was read [G9, G11]. Versions are counted by the caller (`after = before + 1`).
 */
export interface Ledger {
  commit(changes: readonly Change[], events: readonly AuditEvent[]): Promise<CommitResult>;
}

/** A page of a list; `cursor` is opaque and absent on the last page. */
export type Page<T> = { readonly items: readonly T[]; readonly cursor?: string };

export type PageInput = { readonly cursor?: string | undefined; readonly limit: number };

/** Narrows a list of requests; the store applies it before paging. */
export type RequestFilter = {
  readonly statuses?: readonly RequestStatus[] | undefined;
  readonly accountId?: string | undefined;
  readonly from?: EpochMs | undefined;
  readonly to?: EpochMs | undefined;
  /** Text in names, accounts, permission sets, ticket or justification, compared without case. */
  readonly text?: string | undefined;
};

/** Reads requests and leases. Lists are newest first. */
export interface Requests {
  /** Strongly consistent. */
  read(requestId: string): Promise<AccessRequest | undefined>;
  /** Strongly consistent. */
  readLease(requestId: string, leaseId: string): Promise<Lease | undefined>;
  /** Strongly consistent; in the order of the request's targets. */
  leasesOf(requestId: string): Promise<readonly Lease[]>;
  idempotency(userId: string, key: string): Promise<IdempotencyEntry | undefined>;
  /** Requests of which the person is requester or beneficiary. */
  listMine(userId: string, filter: RequestFilter, page: PageInput): Promise<Page<AccessRequest>>;
  /** Pending requests that name the person or one of the groups as approver. */
  listInbox(approver: ApproverKeys, filter: RequestFilter, page: PageInput): Promise<Page<AccessRequest>>;
  /** Requests that the person has decided. */
  listDecidedBy(userId: string, filter: RequestFilter, page: PageInput): Promise<Page<AccessRequest>>;
  /** Scheduled and active requests that name the person or one of the groups as approver. */
  listEndable(approver: ApproverKeys, filter: RequestFilter, page: PageInput): Promise<Page<AccessRequest>>;
  /** Every request, for auditors. */
  listAll(filter: RequestFilter, page: PageInput): Promise<Page<AccessRequest>>;
  /** How many requests were ever made for a beneficiary; strongly consistent. Read before `liveOf`, to be named in `asked`. */
  askedCount(beneficiaryId: string): Promise<number>;
  /** Live requests (pending, scheduled, active) of a beneficiary. */
  liveOf(beneficiaryId: string): Promise<readonly AccessRequest[]>;
  /** Leases that are not over and are due (`rules/lease-due`) at or before `until`, the longest due first. */
  dueLeases(until: EpochMs, limit: number): Promise<readonly Lease[]>;
  /** The same page by page, in no particular order; a page may hold fewer than its limit and not be the last. */
  leasesDue(until: EpochMs, page: PageInput): Promise<Page<Lease>>;
}

/** A person's own id and groups, as approvers are named. */
export type ApproverKeys = { readonly userId: string; readonly groupIds: readonly string[] };

/** Reads assignment records. */
export interface Assignments {
  /** Strongly consistent. */
  read(beneficiaryId: string, entitlement: Entitlement): Promise<AssignmentRecord | undefined>;
  /** Records of everybody on one account × permission set; some seconds old. */
  of(entitlement: AccountAssignment): Promise<readonly AssignmentRecord[]>;
}

/** Reads open findings, strongly consistent. */
export interface Findings {
  read(findingId: string): Promise<Finding | undefined>;
  /** Those of one account × permission set. */
  of(entitlement: AccountAssignment): Promise<readonly Finding[]>;
  /** All, by account and permission set. */
  list(page: PageInput): Promise<Page<Finding>>;
}

/** Reads what is denied in permission sets when access ends. */
export interface HardEnds {
  /** Strongly consistent. */
  read(permissionSetArn: string): Promise<HardEndRecord | undefined>;
  /** One for each permission set that has or had any; strongly consistent. */
  all(): Promise<readonly HardEndRecord[]>;
}

/** Reads policies. */
export interface Policies {
  /** The current version of one policy. */
  read(kind: PolicyRecord['kind'], id: string): Promise<PolicyRecord | undefined>;
  /** All current versions, from memory while nothing has changed; `revision` changes with every edit. */
  current(): Promise<PolicySet>;
  /** Every version of one policy, newest first. */
  versions(kind: PolicyRecord['kind'], id: string, page: PageInput): Promise<Page<PolicyRecord>>;
}

export type PolicySet = { readonly revision: string; readonly policies: readonly PolicyRecord[] };
