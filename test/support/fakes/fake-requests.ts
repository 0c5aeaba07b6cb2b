import { copy } from './copy';
import { decodeCursor, encodeCursor } from '../../../aws/cursor';
import { entitlementKey } from '../../../core/model/entitlement';
import { toIso } from '../../../core/model/instant';
import type { Lease } from '../../../core/model/lease';
import type { AccessRequest } from '../../../core/model/request';
import { askedName } from '../../../core/ports/check-commit';
import type { Clock } from '../../../core/ports/clock';
import type {
  ApproverKeys,
  IdempotencyEntry,
  Page,
  PageInput,
  RequestFilter,
  Requests,
} from '../../../core/ports/ledger';
import { dueAt } from '../../../core/rules/lease-due';
import { matchesFilter } from '../../../core/rules/matches-filter';
import type { FakeStore } from './fake-store';

const LIVE = ['pending', 'scheduled', 'active'];

/** Reads requests and leases of a `FakeStore`. */
export class FakeRequests implements Requests {
  constructor(
    private readonly store: FakeStore,
    private readonly clock: Clock,
  ) {}

  async read(requestId: string): Promise<AccessRequest | undefined> {
    return copy(this.store.requests.get(`request#${requestId}`));
  }

  async readLease(requestId: string, leaseId: string): Promise<Lease | undefined> {
    const lease = this.store.leases.get(`lease#${leaseId}`);
    return lease?.requestId === requestId ? copy(lease) : undefined;
  }

  async leasesOf(requestId: string): Promise<readonly Lease[]> {
    const request = await this.read(requestId);
    const order = request?.targets.map((target) => entitlementKey(target.entitlement)) ?? [];
    const place = (lease: Lease) => order.indexOf(entitlementKey(lease.target.entitlement));
    return [...this.store.leases.values()]
      .filter((lease) => lease.requestId === requestId)
      .sort((a, b) => place(a) - place(b))
      .map((lease) => copy(lease));
  }

  async idempotency(userId: string, key: string): Promise<IdempotencyEntry | undefined> {
    const entry = this.store.idempotency.get(`idempotency#${userId}#${key}`);
    return entry && entry.expiresAt > this.clock.now() ? copy(entry) : undefined;
  }

  async listMine(userId: string, filter: RequestFilter, page: PageInput) {
    return this.#page(`mine#${userId}`, filter, page, (request) => isOf(request, userId));
  }

  async listInbox(approver: ApproverKeys, filter: RequestFilter, page: PageInput) {
    const waits = (request: AccessRequest) => request.status === 'pending' && names(request, approver);
    return this.#page(`inbox#${approver.userId}`, filter, page, waits);
  }

  async listDecidedBy(userId: string, filter: RequestFilter, page: PageInput) {
    return this.#page(`decided#${userId}`, filter, page, (request) =>
      request.decisions.some((decision) => decision.approver.userId === userId),
    );
  }

  async listEndable(approver: ApproverKeys, filter: RequestFilter, page: PageInput) {
    const live = (request: AccessRequest) => request.status === 'scheduled' || request.status === 'active';
    return this.#page(
      `endable#${approver.userId}`,
      filter,
      page,
      (request) => live(request) && names(request, approver),
    );
  }

  async listAll(filter: RequestFilter, page: PageInput) {
    return this.#page('all', filter, page, () => true);
  }

  async askedCount(beneficiaryId: string): Promise<number> {
    return this.store.asked.get(askedName(beneficiaryId)) ?? 0;
  }

  async liveOf(beneficiaryId: string): Promise<readonly AccessRequest[]> {
    return this.#newestFirst(
      (request) => request.beneficiary.userId === beneficiaryId && LIVE.includes(request.status),
    );
  }

  async dueLeases(until: number, limit: number): Promise<readonly Lease[]> {
    return [...this.store.leases.values()]
      .filter((lease) => (dueAt(lease) ?? Number.POSITIVE_INFINITY) <= until)
      .sort((a, b) => (dueAt(a) ?? 0) - (dueAt(b) ?? 0))
      .slice(0, limit)
      .map((lease) => copy(lease));
  }

  async leasesDue(until: number, page: PageInput): Promise<Page<Lease>> {
    const after = decodeCursor('due', page.cursor) ?? '';
    const rest = [...this.store.leases.values()]
      .filter((lease) => (dueAt(lease) ?? Number.POSITIVE_INFINITY) <= until && lease.id > after)
      .sort((a, b) => (a.id < b.id ? -1 : 1));
    const items = rest.slice(0, page.limit).map((lease) => copy(lease));
    const last = items.at(-1);
    return rest.length > items.length && last ? { items, cursor: encodeCursor('due', last.id) } : { items };
  }

  #newestFirst(belongs: (request: AccessRequest) => boolean): AccessRequest[] {
    return [...this.store.requests.values()]
      .filter(belongs)
      .sort((a, b) => (keyOf(a) < keyOf(b) ? 1 : -1))
      .map((request) => copy(request));
  }

  #page(
    list: string,
    filter: RequestFilter,
    page: PageInput,
    belongs: (request: AccessRequest) => boolean,
  ): Page<AccessRequest> {
    const after = decodeCursor(list, page.cursor);
    const rest = this.#newestFirst((request) => belongs(request) && matchesFilter(request, filter)).filter(
      (request) => after === undefined || keyOf(request) < after,
    );
    const items = rest.slice(0, page.limit);
    const last = items.at(-1);
    return rest.length > items.length && last
      ? { items, cursor: encodeCursor(list, keyOf(last)) }
      : { items };
  }
}

const keyOf = (request: AccessRequest) => `${toIso(request.createdAt)}#${request.id}`;

const isOf = (request: AccessRequest, userId: string) =>
  request.requester.userId === userId || request.beneficiary.userId === userId;

function names(request: AccessRequest, approver: ApproverKeys): boolean {
  return request.needs
    .flatMap((need) => need.alternatives)
    .flatMap((alternative) => alternative.steps)
    .some(
      ({ approvers }) =>
        approvers.users.includes(approver.userId) ||
        approvers.groups.some((group) => approver.groupIds.includes(group)),
    );
}
