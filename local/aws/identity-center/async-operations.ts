import type { Timeline } from '../../clock';
import type { IdSource } from '../support/ids';
import type { OperationFaults } from './operation-faults';
import type { AsyncOperation } from './state';

/** How many finished operations are remembered. */
const REMEMBERED = 1_000;

type StartOf<One> = One extends AsyncOperation ? Pick<One, 'name' | 'subject'> : never;

type Dependencies = {
  readonly timeline: Timeline;
  readonly faults: OperationFaults;
  readonly ids: IdSource;
  /** Virtual milliseconds from acceptance to the end. */
  readonly milliseconds: number;
  /** Does the work when its time has come; the reason if it cannot. */
  readonly perform: (operation: AsyncOperation) => string | undefined;
  readonly changed: () => void;
};

/** Operations that are accepted now and end later, on the timeline; those that were under way survive a restart. */
export class AsyncOperations {
  readonly #byId: Map<string, AsyncOperation>;
  readonly #running = new Map<string, AsyncOperation>();
  readonly #deps: Dependencies;

  constructor(saved: readonly AsyncOperation[], deps: Dependencies) {
    this.#deps = deps;
    this.#byId = new Map(saved.map((operation) => [operation.id, operation]));
    for (const operation of saved) if (operation.status === 'IN_PROGRESS') this.#schedule(operation);
  }

  start(started: StartOf<AsyncOperation>): AsyncOperation {
    const { timeline, faults, ids, milliseconds } = this.#deps;
    const createdAt = timeline.now();
    const operation: AsyncOperation = {
      ...started,
      id: ids.uuid(),
      createdAt,
      doneAt: createdAt + milliseconds + faults.operationDelay(started.name),
      status: 'IN_PROGRESS',
      armedFailure: faults.takeOperationFailure(started.name),
    };
    this.#byId.set(operation.id, operation);
    this.#schedule(operation);
    this.#deps.changed();
    return operation;
  }

  find(name: AsyncOperation['name'], id: string): AsyncOperation | undefined {
    const found = this.#byId.get(id);
    return found?.name === name ? found : undefined;
  }

  running(): AsyncOperation[] {
    return [...this.#running.values()];
  }

  /** Every operation that is remembered, the oldest first. */
  all(): AsyncOperation[] {
    return [...this.#byId.values()];
  }

  #schedule(operation: AsyncOperation): void {
    this.#running.set(operation.id, operation);
    this.#deps.timeline.at(operation.doneAt, () => this.#end(operation));
  }

  #end(operation: AsyncOperation): void {
    this.#running.delete(operation.id);
    const failureReason = operation.armedFailure ?? this.#deps.perform(operation);
    const status = failureReason === undefined ? 'SUCCEEDED' : 'FAILED';
    this.#byId.set(operation.id, { ...operation, status, failureReason });
    this.#forgetOldest();
    this.#deps.changed();
  }

  #forgetOldest(): void {
    for (const { id, status } of this.#byId.values()) {
      if (this.#byId.size <= REMEMBERED) return;
      if (status !== 'IN_PROGRESS') this.#byId.delete(id);
    }
  }
}
