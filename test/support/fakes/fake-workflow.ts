import type { SignalKey, Tokens, Workflow } from '../../../core/ports/workflow';

type StartedLease = Parameters<Workflow['startLease']>[0];
type StartedApproval = Parameters<Workflow['startApproval']>[0];

/** Remembers what was started and answered. Tokens named in `gone`, and those answered before, are gone. */
export class FakeWorkflow implements Workflow {
  readonly approvals = new Map<string, StartedApproval>();
  /** By execution name: the lease's id, followed by `-<attempt>` for a repeated start. */
  readonly leases = new Map<string, StartedLease>();
  readonly answers: { readonly token: string; readonly output: Readonly<Record<string, string | number>> }[] =
    [];
  readonly gone = new Set<string>();
  /** Thrown by the next call, as if Step Functions were not there. */
  failNext: Error | undefined;

  async startApproval(request: StartedApproval): Promise<void> {
    this.#mayFail();
    if (!this.approvals.has(request.requestId)) this.approvals.set(request.requestId, request);
  }

  async startLease(lease: StartedLease): Promise<void> {
    this.#mayFail();
    const name = lease.attempt === undefined ? lease.leaseId : `${lease.leaseId}-${lease.attempt}`;
    if (!this.leases.has(name)) this.leases.set(name, lease);
  }

  async succeed(
    token: string,
    output: Readonly<Record<string, string | number>>,
  ): Promise<'delivered' | 'gone'> {
    this.#mayFail();
    if (this.gone.has(token)) return 'gone';
    this.gone.add(token);
    this.answers.push({ token, output });
    return 'delivered';
  }

  #mayFail(): void {
    const failure = this.failNext;
    this.failNext = undefined;
    if (failure) throw failure;
  }
}

/** The newest task token of each key. */
export class FakeTokens implements Tokens {
  readonly #tokens = new Map<string, string>();

  async store(key: SignalKey, token: string): Promise<void> {
    this.#tokens.set(JSON.stringify(key), token);
  }

  async read(key: SignalKey): Promise<string | undefined> {
    return this.#tokens.get(JSON.stringify(key));
  }
}
