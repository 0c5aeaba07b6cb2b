import type { Timeline } from '../../clock';
import { Alarms } from './alarms';
import { ExecutionError } from './execution-error';
import { Expressions, messageOf } from './expressions';
import { stateOf } from './frames';
import { recordFailure } from './failure-event';
import { record } from './history';
import { Lifecycle } from './lifecycle';
import { dueAt, proceed } from './proceed';
import type { Answer, Execution, Frame, TaskPhase } from './records';
import { recover } from './recover';
import type { Store } from './store';
import { type Integrations, type Move, PARKED, type Visit } from './visit';

type EngineOptions = {
  readonly timeline: Timeline;
  readonly store: Store;
  readonly integrations: Integrations;
  readonly random: () => number;
  readonly maxEvents: number;
  readonly expressions: Expressions | undefined;
};

/**
 * Runs executions. A frame is taken up, does what its phase says, and is parked; timers, answers and restarts
 * take it up again. Whoever took it up last holds its ticket: what an older turn finds out is dropped.
 */
export class Engine {
  readonly #timeline: Timeline;
  readonly #store: Store;
  readonly #integrations: Integrations;
  readonly #random: () => number;
  readonly #expressions: Expressions;
  readonly #alarms: Alarms;
  readonly #lifecycle: Lifecycle;
  readonly #tickets = new WeakMap<Frame, symbol>();

  constructor({ timeline, store, integrations, random, maxEvents, expressions }: EngineOptions) {
    this.#timeline = timeline;
    this.#store = store;
    this.#integrations = integrations;
    this.#random = random;
    this.#expressions = expressions ?? new Expressions({ now: () => timeline.now(), random });
    this.#alarms = new Alarms(timeline);
    this.#lifecycle = new Lifecycle({
      timeline,
      store,
      alarms: this.#alarms,
      maxEvents,
      takeUp: (execution, frame) => this.#takeUp(execution, frame),
    });
  }

  /** Begins an execution; resolves when it would survive a restart. */
  async start(execution: Execution): Promise<void> {
    const frame = this.#lifecycle.begin(execution);
    await this.#store.commit(execution);
    this.#watch(execution);
    this.#takeUp(execution, frame);
  }

  /** Takes up every execution that was running when the state was saved. */
  resume(): void {
    for (const execution of this.#store.executions.values()) {
      if (execution.status !== 'RUNNING') continue;
      this.#watch(execution);
      for (const frame of execution.frames.slice()) this.#takeUp(execution, frame);
    }
  }

  /** Ends an execution from outside. */
  async stop(execution: Execution, reason: { error?: string; cause?: string }): Promise<void> {
    this.#lifecycle.finish(execution, 'ABORTED', reason);
    await this.#store.commit(execution);
  }

  /** Hands a task its answer; resolves when the answer would survive a restart. */
  async answer(execution: Execution, frame: Frame, phase: TaskPhase, answer: Answer): Promise<void> {
    phase.answer = answer;
    await this.#store.commit(execution);
    if (execution.frames.includes(frame) && frame.phase === phase) this.#takeUp(execution, frame);
  }

  /** Puts off the heartbeat limit of a task. */
  async heartbeat(execution: Execution, frame: Frame, phase: TaskPhase): Promise<void> {
    if (phase.heartbeatSeconds === undefined) return;
    phase.heartbeatAt = this.#timeline.now() + phase.heartbeatSeconds * 1_000;
    this.#arm(execution, frame);
    await this.#store.commit(execution);
  }

  #watch(execution: Execution): void {
    this.#alarms.set(execution, execution.timeoutAt, () => {
      this.#lifecycle.finish(execution, 'TIMED_OUT', {});
      void this.#timeline.track(() => this.#store.commit(execution));
    });
  }

  #takeUp(execution: Execution, frame: Frame): void {
    const ticket = Symbol(frame.state);
    this.#tickets.set(frame, ticket);
    this.#alarms.clear(frame);
    void this.#timeline.track(() => this.#run(execution, frame, ticket));
  }

  async #run(execution: Execution, frame: Frame, ticket: symbol): Promise<void> {
    const isCurrent = (): boolean =>
      execution.status === 'RUNNING' &&
      this.#tickets.get(frame) === ticket &&
      execution.frames.includes(frame);
    this.#lifecycle.endWhenFull(execution);
    while (isCurrent()) {
      const visit = this.#visit(execution, frame, isCurrent);
      const move = await this.#attempt(visit);
      if (move.kind === 'parked' || !isCurrent()) return;
      this.#lifecycle.exit(visit, move);
      this.#lifecycle.endWhenFull(execution);
    }
    // The states that wait or call something make their own checkpoint first; the others may be run again.
    await this.#store.commit(execution);
  }

  async #attempt(visit: Visit): Promise<Move> {
    try {
      return await proceed(visit);
    } catch (error) {
      if (!visit.isCurrent()) return PARKED;
      const failure =
        error instanceof ExecutionError ? error : new ExecutionError('States.Runtime', messageOf(error));
      return this.#recover(visit, failure);
    }
  }

  async #recover(visit: Visit, failure: ExecutionError): Promise<Move> {
    recordFailure(visit, failure);
    let last = failure;
    try {
      const move = await recover(visit, failure);
      if (move || !visit.isCurrent()) return move ?? PARKED;
    } catch (error) {
      if (!(error instanceof ExecutionError)) throw error;
      last = error;
    }
    this.#lifecycle.fail(visit.execution, visit.frame, last);
    await visit.checkpoint();
    return PARKED;
  }

  #arm(execution: Execution, frame: Frame): void {
    const at = dueAt(frame.phase);
    if (at !== undefined) this.#alarms.set(frame, at, () => this.#takeUp(execution, frame));
  }

  #visit(execution: Execution, frame: Frame, isCurrent: () => boolean): Visit {
    const machine = this.#store.machine(execution.revision);
    return {
      execution,
      frame,
      machine,
      state: stateOf(machine, execution, frame),
      expressions: this.#expressions,
      integrations: this.#integrations,
      random: this.#random,
      isCurrent,
      now: () => this.#timeline.now(),
      arm: () => this.#arm(execution, frame),
      countTransition: () => this.#lifecycle.countTransition(execution),
      startBranches: async () => this.#lifecycle.startBranches(execution, frame),
      checkpoint: () => this.#store.commit(execution),
      record: (type, details) => void record(execution, frame, this.#timeline.now(), type, details),
    };
  }
}
