import type { OperationStart, OperationStatus } from '../../../core/ports/grants';
import type { InlinePolicies, PolicyWritten, SetWithPolicy } from '../../../core/ports/inline-policies';
import type { FakeClock } from './fake-clock';

type Operation = {
  readonly arn: string;
  readonly accountId: string;
  readonly readyAt: number;
  settled: boolean;
};
type Answer = Exclude<PolicyWritten, { kind: 'written' }>;

const AT_ONCE = 3;

/** Permission sets with inline policies in memory; what is written reaches a role when it is provisioned. */
export class FakeInlinePolicies implements InlinePolicies {
  /** How long a provisioning takes, in milliseconds. */
  operationMs = 1_500;
  /** Called once right before the next write: the place for a customer who edits in the same moment. */
  beforeWrite: (() => void) | undefined;
  /** Called once right after the next write. */
  afterWrite: (() => void) | undefined;
  /** The next provisioning ends as failed, with this reason. */
  failNext: string | undefined;
  /** Every text that was written, in order; empty: deleted. */
  readonly writes: string[] = [];
  /** Every account that was provisioned, in order. */
  readonly provisioned: string[] = [];
  readonly #sets = new Map<string, SetWithPolicy>();
  /** The policy that the role in an account has, by permission set and account. */
  readonly #roles = new Map<string, string>();
  readonly #operations: Operation[] = [];
  readonly #answers: Answer[] = [];

  constructor(
    private readonly clock: FakeClock,
    sets: readonly Omit<SetWithPolicy, 'policy'>[],
  ) {
    for (const { arn, name, sessionMinutes } of sets)
      this.#sets.set(arn, { arn, name, sessionMinutes, policy: '' });
  }

  /** What the customer writes in the console. */
  edit(arn: string, policy: string): void {
    const set = this.#sets.get(arn);
    if (set) this.#sets.set(arn, { ...set, policy });
  }

  /** The permission set is deleted. */
  remove(arn: string): void {
    this.#sets.delete(arn);
  }

  /** Gives the permission set a role in an account, with the policy as it is, as an assignment does. */
  assign(arn: string, accountId: string): void {
    this.#roles.set(roleKey(arn, accountId), this.policyOf(arn));
  }

  /** The inline policy now, without a call. */
  policyOf(arn: string): string {
    return this.#sets.get(arn)?.policy ?? '';
  }

  /** The policy that the role in the account has. */
  roleOf(arn: string, accountId: string): string | undefined {
    this.#settle();
    return this.#roles.get(roleKey(arn, accountId));
  }

  /** The next write or provisioning gets this answer. */
  answerNext(kind: Answer['kind'], reason = 'ConflictException'): void {
    this.#answers.push({ kind, reason });
  }

  async read(arn: string): Promise<SetWithPolicy | undefined> {
    return this.#sets.get(arn);
  }

  async write(arn: string, policy: string): Promise<PolicyWritten> {
    const told = this.#answers.shift();
    if (told) return told;
    this.beforeWrite?.();
    this.beforeWrite = undefined;
    if (!this.#sets.has(arn)) return { kind: 'refused', reason: 'ResourceNotFoundException' };
    if (policy.replaceAll(/\s/g, '').length > 10_240)
      return { kind: 'refused', reason: 'ServiceQuotaExceededException' };
    this.writes.push(policy);
    this.edit(arn, policy);
    this.afterWrite?.();
    this.afterWrite = undefined;
    return { kind: 'written' };
  }

  async provisionedIn(arn: string): Promise<readonly string[]> {
    const own = [...this.#roles.keys()].filter((key) => key.startsWith(`${arn} `));
    return own.map((key) => key.slice(arn.length + 1));
  }

  async provision(arn: string, accountId: string): Promise<OperationStart> {
    this.#settle();
    const told = this.#answers.shift();
    if (told) return told;
    if (!this.#roles.has(roleKey(arn, accountId)))
      return { kind: 'refused', reason: 'ResourceNotFoundException' };
    if (this.#operations.filter(({ settled }) => !settled).length >= AT_ONCE)
      return { kind: 'busy', reason: 'ThrottlingException' };
    this.#operations.push({ arn, accountId, readyAt: this.clock.now() + this.operationMs, settled: false });
    return { kind: 'started', operationId: String(this.#operations.length) };
  }

  async provisioning(operationId: string): Promise<OperationStatus> {
    const failure = this.failNext;
    this.failNext = undefined;
    if (failure !== undefined) return { state: 'failed', reason: failure };
    this.#settle();
    const operation = this.#operations[Number(operationId) - 1];
    if (!operation) throw new Error(`FakeInlinePolicies: no operation ${operationId}`);
    return { state: operation.settled ? 'succeeded' : 'in-progress' };
  }

  #settle(): void {
    for (const operation of this.#operations) {
      if (operation.settled || operation.readyAt > this.clock.now()) continue;
      operation.settled = true;
      this.provisioned.push(operation.accountId);
      this.assign(operation.arn, operation.accountId);
    }
  }
}

const roleKey = (arn: string, accountId: string) => `${arn} ${accountId}`;
