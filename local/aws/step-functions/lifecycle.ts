import type { Timeline } from '../../clock';
import type { Alarms } from './alarms';
import type { ExecutionError } from './execution-error';
import { branchOf, parentOf, stateOf, withDescendants } from './frames';
import { record } from './history';
import type { Json } from './json';
import type { Execution, ExecutionStatus, Frame } from './records';
import type { Store } from './store';
import type { Move, Visit } from './visit';

type LifecycleOptions = {
  readonly timeline: Timeline;
  readonly store: Store;
  readonly alarms: Alarms;
  readonly takeUp: (execution: Execution, frame: Frame) => void;
  readonly maxEvents: number;
};

/** Events that one turn may still add; the limit of the history is kept clear of them. */
const EVENTS_TO_SPARE = 10;

/** How executions and their frames begin, move from state to state, and end. */
export class Lifecycle {
  readonly #timeline: Timeline;
  readonly #store: Store;
  readonly #alarms: Alarms;
  readonly #takeUp: (execution: Execution, frame: Frame) => void;
  readonly #maxEvents: number;

  constructor({ timeline, store, alarms, takeUp, maxEvents }: LifecycleOptions) {
    this.#timeline = timeline;
    this.#store = store;
    this.#alarms = alarms;
    this.#takeUp = takeUp;
    this.#maxEvents = maxEvents;
  }

  /** Enters the first state of an execution. */
  begin(execution: Execution): Frame {
    this.#store.executions.set(execution.arn, execution);
    record(execution, undefined, execution.startDate, 'ExecutionStarted', {
      executionStartedEventDetails: { input: execution.input, roleArn: execution.roleArn },
    });
    const input: Json = JSON.parse(execution.input);
    const frame = this.#addFrame(execution, { slot: 0, input, variables: {}, lastEvent: 1 });
    this.#enter(execution, frame, this.#store.machine(execution.revision).StartAt, input);
    return frame;
  }

  /** Leaves a state: its variables are assigned, and the next state is entered or the frame ends. */
  exit(visit: Visit, move: Extract<Move, { kind: 'exit' }>): void {
    const { execution, frame, state } = visit;
    Object.assign(frame.variables, move.assigned);
    const assigned = Object.entries(move.assigned).map(([name, value]) => [name, JSON.stringify(value)]);
    visit.record(`${state.Type}StateExited`, {
      stateExitedEventDetails: {
        name: frame.state,
        output: JSON.stringify(move.output),
        ...(assigned.length > 0 && { assignedVariables: Object.fromEntries(assigned) }),
      },
    });
    if (move.next !== undefined) this.#enter(execution, frame, move.next, move.output);
    else this.#end(execution, frame, move.output);
  }

  /** Ends a frame whose state neither retries nor catches; a branch takes its siblings with it. */
  fail(execution: Execution, frame: Frame, { error, cause }: ExecutionError): void {
    const parent = parentOf(execution, frame);
    if (!parent) {
      this.finish(execution, 'FAILED', { error, cause });
      return;
    }
    this.#remove(execution, withDescendants(execution, parent).slice(1));
    parent.phase = { kind: 'failed', error, cause };
    this.#takeUp(execution, parent);
  }

  /** Ends a whole execution. */
  finish(
    execution: Execution,
    status: ExecutionStatus,
    end: { output?: string; error?: string; cause?: string },
  ): void {
    const now = this.#timeline.now();
    const main = execution.frames[0];
    Object.assign(execution, { status, stopDate: now, ...end });
    const type = `Execution${status === 'TIMED_OUT' ? 'TimedOut' : status.charAt(0) + status.slice(1).toLowerCase()}`;
    record(execution, main, now, type, { [`e${type.slice(1)}EventDetails`]: { ...end } });
    this.#remove(execution, execution.frames);
    this.#alarms.clear(execution);
    this.#store.onEnd(execution);
    this.#store.prune(now);
  }

  /** Starts as many branches or items as may run at once. */
  startBranches(execution: Execution, parent: Frame): void {
    const { phase } = parent;
    if (phase.kind !== 'branches') return;
    const state = stateOf(this.#store.machine(execution.revision), execution, parent);
    const atOnce = (state.Type === 'Map' && state.MaxConcurrency) || phase.inputs.length;
    while (
      execution.status === 'RUNNING' &&
      phase.started < phase.inputs.length &&
      phase.started - phase.finished < atOnce
    ) {
      const slot = phase.started++;
      const input = phase.inputs[slot] ?? null;
      const frame = this.#addFrame(execution, {
        parent: parent.id,
        slot,
        input,
        variables: { ...parent.variables },
        lastEvent: parent.lastEvent,
        item: phase.items ? { Index: slot, Value: phase.items[slot] ?? null } : parent.item,
      });
      this.#enter(execution, frame, branchOf(state, slot).StartAt, input);
      this.#takeUp(execution, frame);
    }
  }

  /** Ends an execution whose history is full; AWS has no room for more either. */
  endWhenFull(execution: Execution): void {
    if (execution.status !== 'RUNNING' || execution.history.length + EVENTS_TO_SPARE <= this.#maxEvents)
      return;
    const cause = `The execution reached the maximum number of history events (${this.#maxEvents}).`;
    this.finish(execution, 'FAILED', { error: 'States.Runtime', cause });
  }

  /** Counts one state transition; AWS counts retries too. */
  countTransition(execution: Execution): void {
    execution.transitions += 1;
    this.#store.transitions += 1;
  }

  #enter(execution: Execution, frame: Frame, name: string, input: Json): void {
    const now = this.#timeline.now();
    Object.assign(frame, { state: name, input, enteredAt: now, retries: 0, retriesBy: [] });
    frame.phase = { kind: 'entered' };
    this.countTransition(execution);
    const { Type } = stateOf(this.#store.machine(execution.revision), execution, frame);
    record(execution, frame, now, `${Type}StateEntered`, {
      stateEnteredEventDetails: { name, input: JSON.stringify(input) },
    });
  }

  #end(execution: Execution, frame: Frame, output: Json): void {
    const parent = parentOf(execution, frame);
    if (!parent) {
      this.finish(execution, 'SUCCEEDED', { output: JSON.stringify(output) });
      return;
    }
    this.#remove(execution, [frame]);
    if (parent.phase.kind !== 'branches') return;
    parent.phase.results[frame.slot] = output;
    parent.phase.finished += 1;
    parent.lastEvent = frame.lastEvent;
    const { finished, inputs } = parent.phase;
    if (finished === inputs.length) this.#takeUp(execution, parent);
    else this.startBranches(execution, parent);
  }

  #remove(execution: Execution, frames: readonly Frame[]): void {
    for (const frame of frames) this.#alarms.clear(frame);
    execution.frames = execution.frames.filter((frame) => !frames.includes(frame));
  }

  #addFrame(
    execution: Execution,
    given: Pick<Frame, 'parent' | 'slot' | 'input' | 'variables' | 'lastEvent' | 'item'>,
  ): Frame {
    const fresh = { state: '', enteredAt: 0, retries: 0, retriesBy: [] };
    const frame: Frame = { ...fresh, ...given, id: execution.nextFrame++, phase: { kind: 'entered' } };
    execution.frames.push(frame);
    return frame;
  }
}
