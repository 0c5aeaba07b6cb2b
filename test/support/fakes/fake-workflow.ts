import type { EndingTask } from '../../../core/contract/workflow';
import type { Cursors } from '../../../core/ports/cursors';
import type { Executions, ExecutionState } from '../../../core/ports/executions';
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
    const name = executionName(lease.leaseId, lease.attempt);
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

const executionName = (leaseId: string, attempt?: number) =>
  attempt === undefined ? leaseId : `${leaseId}-${attempt}`;

/** The executions of a `FakeWorkflow`, all of which run until they are stopped, and the endings that were started. */
export class FakeExecutions implements Executions {
  /** By execution name. */
  readonly endings = new Map<string, EndingTask>();
  /** Names of executions that run no longer. */
  readonly stopped = new Set<string>();
  /** Names of executions that came to their own end. */
  readonly ended = new Set<string>();
  /** How often a question was asked. */
  asked = 0;
  /** Thrown by the next call, as if Step Functions were not there. */
  failNext: Error | undefined;

  constructor(private readonly workflow: FakeWorkflow) {}

  /** Stops everything that runs, as somebody in the console would. */
  stopAll(): void {
    for (const name of [...this.workflow.leases.keys(), ...this.endings.keys()]) this.stopped.add(name);
  }

  async leaseState(leaseId: string, attempt?: number): Promise<ExecutionState> {
    this.#mayFail();
    const name = executionName(leaseId, attempt);
    if (this.ended.has(name)) return 'ended';
    if (this.stopped.has(name)) return 'lost';
    return this.workflow.leases.has(name) ? 'running' : 'never';
  }

  async startEnding(ending: Parameters<Executions['startEnding']>[0]): Promise<'running' | 'over'> {
    this.#mayFail();
    const name = executionName(ending.name, ending.attempt);
    if (this.stopped.has(name)) return 'over';
    this.endings.set(name, ending.task);
    return 'running';
  }

  #mayFail(): void {
    this.asked += 1;
    const failure = this.failNext;
    this.failNext = undefined;
    if (failure) throw failure;
  }
}

/** Cursors in memory. */
export class FakeCursors implements Cursors {
  readonly kept = new Map<string, string>();

  async read(name: string): Promise<string | undefined> {
    return this.kept.get(name);
  }

  async write(name: string, cursor: string | undefined): Promise<void> {
    if (cursor === undefined) this.kept.delete(name);
    else this.kept.set(name, cursor);
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
