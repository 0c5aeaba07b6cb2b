import { type AccountAssignment, entitlementKey } from '../../../core/model/entitlement';
import {
  type Grants,
  GrantsBusyError,
  type OperationStart,
  type OperationStatus,
} from '../../../core/ports/grants';
import type { FakeClock } from './fake-clock';

type Kind = 'create' | 'delete';
type Operation = {
  readonly kind: Kind;
  readonly key: string;
  readonly readyAt: number;
  readonly failure: string | undefined;
  settled: boolean;
};
type Call = { readonly call: Kind | 'holds'; readonly key: string; readonly at: number };

/** Identity Center in memory: operations take time, can fail, conflict with one another and be refused. */
export class FakeGrants implements Grants {
  /** How long an operation takes, in milliseconds. */
  operationMs = 1_500;
  /** How many of the next listings are throttled. */
  busyListings = 0;
  readonly calls: Call[] = [];
  readonly #held = new Set<string>();
  readonly #operations: Operation[] = [];
  readonly #starts: { kind: Kind; answer: OperationStart }[] = [];
  readonly #always: Record<Kind, string | undefined> = { create: undefined, delete: undefined };
  readonly #failures: { kind: Kind; reason: string }[] = [];

  constructor(private readonly clock: FakeClock) {}

  /** Makes an assignment exist that nobody asked us for. */
  give(userId: string, entitlement: AccountAssignment): void {
    this.#held.add(keyOf(userId, entitlement));
  }

  /** Takes an assignment away as if by the console. */
  take(userId: string, entitlement: AccountAssignment): void {
    this.#held.delete(keyOf(userId, entitlement));
  }

  /** The next `times` starts of a kind answer `busy`. */
  busyNext(kind: Kind, times = 1): void {
    for (let n = 0; n < times; n += 1)
      this.#starts.push({ kind, answer: { kind: 'busy', reason: 'ConflictException' } });
  }

  /** The next start of a kind is refused. */
  refuseNext(kind: Kind, reason = 'AccessDeniedException'): void {
    this.#starts.push({ kind, answer: { kind: 'refused', reason } });
  }

  /** The next deletion finds that its person, account or permission set does not exist. */
  goneNext(): void {
    const reason = 'ResourceNotFoundException: USER not found';
    this.#starts.push({ kind: 'delete', answer: { kind: 'gone', reason } });
  }

  /** Every operation of a kind ends as failed, until it is told to work again (`undefined`). */
  failAlways(kind: Kind, reason: string | undefined): void {
    this.#always[kind] = reason;
  }

  /** The next operation of a kind is started and ends as failed. */
  failNext(kind: Kind, reason = 'Received a 404 status error'): void {
    this.#failures.push({ kind, reason });
  }

  /** Ids of all who hold an assignment now. */
  holdersOf(entitlement: AccountAssignment): string[] {
    this.#settle();
    const end = `#${entitlementKey(entitlement)}`;
    return [...this.#held].flatMap((key) => (key.endsWith(end) ? [key.slice(0, -end.length)] : []));
  }

  /** Whether the assignment exists now, without a call being counted. */
  has(userId: string, entitlement: AccountAssignment): boolean {
    this.#settle();
    return this.#held.has(keyOf(userId, entitlement));
  }

  async holds(userId: string, entitlement: AccountAssignment): Promise<boolean> {
    if (this.busyListings > 0) {
      this.busyListings -= 1;
      throw new GrantsBusyError('ThrottlingException: Rate exceeded');
    }
    this.#note('holds', keyOf(userId, entitlement));
    return this.has(userId, entitlement);
  }

  async create(userId: string, entitlement: AccountAssignment): Promise<OperationStart> {
    return this.#start('create', keyOf(userId, entitlement));
  }

  async delete(userId: string, entitlement: AccountAssignment): Promise<OperationStart> {
    return this.#start('delete', keyOf(userId, entitlement));
  }

  async runningCreation(userId: string, entitlement: AccountAssignment): Promise<string | undefined> {
    this.#settle();
    const key = keyOf(userId, entitlement);
    const index = this.#operations.findIndex(
      (operation) => operation.kind === 'create' && operation.key === key && !operation.settled,
    );
    return index < 0 ? undefined : String(index + 1);
  }

  async creation(operationId: string): Promise<OperationStatus> {
    return this.#status('create', operationId);
  }

  async deletion(operationId: string): Promise<OperationStatus> {
    return this.#status('delete', operationId);
  }

  #start(kind: Kind, key: string): OperationStart {
    this.#note(kind, key);
    this.#settle();
    const told = takeFirst(this.#starts, (start) => start.kind === kind);
    if (told) return told.answer;
    if (this.#operations.some((operation) => !operation.settled && operation.key === key))
      return { kind: 'busy', reason: 'ConflictException' };
    const failure = takeFirst(this.#failures, (armed) => armed.kind === kind)?.reason ?? this.#always[kind];
    this.#operations.push({
      kind,
      key,
      readyAt: this.clock.now() + this.operationMs,
      failure,
      settled: false,
    });
    return { kind: 'started', operationId: String(this.#operations.length) };
  }

  #status(kind: Kind, operationId: string): OperationStatus {
    this.#settle();
    const operation = this.#operations[Number(operationId) - 1];
    if (operation?.kind !== kind) throw new Error(`FakeGrants: no ${kind} operation ${operationId}`);
    if (!operation.settled) return { state: 'in-progress' };
    return operation.failure === undefined
      ? { state: 'succeeded' }
      : { state: 'failed', reason: operation.failure };
  }

  #settle(): void {
    for (const operation of this.#operations) {
      if (operation.settled || operation.readyAt > this.clock.now()) continue;
      operation.settled = true;
      if (operation.failure !== undefined) continue;
      if (operation.kind === 'create') this.#held.add(operation.key);
      else this.#held.delete(operation.key);
    }
  }

  #note(call: Call['call'], key: string): void {
    this.calls.push({ call, key, at: this.clock.now() });
  }
}

const keyOf = (userId: string, entitlement: AccountAssignment) => `${userId}#${entitlementKey(entitlement)}`;

function takeFirst<T>(list: T[], wanted: (item: T) => boolean): T | undefined {
  const index = list.findIndex(wanted);
  return index < 0 ? undefined : list.splice(index, 1)[0];
}
