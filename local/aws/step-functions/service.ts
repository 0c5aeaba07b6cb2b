import * as sfn from '@aws-sdk/client-sfn';
import type { Timeline } from '../../clock';
import { type EmulatedService, type Section, type ServiceCall, ServiceError } from '../service';
import type { Place } from './arns';
import { Engine } from './engine';
import type { Expressions } from './expressions';
import { seeded } from './jsonata-functions';
import {
  describeExecution,
  getExecutionHistory,
  listExecutions,
  stopExecution,
} from './operations/executions';
import {
  createStateMachine,
  describeStateMachine,
  listStateMachines,
  tagResource,
  updateStateMachine,
  validateStateMachineDefinition,
} from './operations/machines';
import type { Context, Operation } from './operations/operation';
import { startExecution } from './operations/start-execution';
import { sendTaskFailure, sendTaskHeartbeat, sendTaskSuccess } from './operations/tasks';
import type { Execution } from './records';
import { Store } from './store';

export type StepFunctionsOptions = Place & {
  readonly timeline: Timeline;
  /** Where executions are kept across restarts; absent: nowhere. */
  readonly section?: Section;
  /** Runs a function, named as the definition names it; rejects with an Error whose name is the error type. */
  readonly invoke: (functionName: string, payload: unknown) => Promise<unknown>;
  /**
   * Numbers in [0, 1) for jitter and `$random()`.
   * @default a seeded series
   */
  readonly random?: () => number;
  /**
   * Events that the history of an execution may hold; at the limit it fails.
   * @default 25,000, the hard limit of AWS
   */
  readonly maxEvents?: number;
  /**
   * What services that come one after the other share, so that each expression is parsed once for all of them.
   * @default expressions of its own, on `timeline` and `random`
   */
  readonly expressions?: Expressions;
};

const MAX_EVENTS = 25_000;
const DEFAULT_SEED = 20_260_101;

const OPERATIONS: ReadonlyMap<string, Operation> = new Map([
  ['CreateStateMachine', createStateMachine],
  ['UpdateStateMachine', updateStateMachine],
  ['DescribeStateMachine', describeStateMachine],
  ['ListStateMachines', listStateMachines],
  ['ValidateStateMachineDefinition', validateStateMachineDefinition],
  ['TagResource', tagResource],
  ['StartExecution', startExecution],
  ['DescribeExecution', describeExecution],
  ['StopExecution', stopExecution],
  ['ListExecutions', listExecutions],
  ['GetExecutionHistory', getExecutionHistory],
  ['SendTaskSuccess', sendTaskSuccess],
  ['SendTaskFailure', sendTaskFailure],
  ['SendTaskHeartbeat', sendTaskHeartbeat],
]);

/** Step Functions on the laptop: Standard workflows in JSONata, on the timeline, checkpointed. */
export class StepFunctionsService implements EmulatedService {
  readonly name = 'sfn';
  readonly protocol = 'json';
  readonly target = 'AWSStepFunctions';
  readonly model: Record<string, unknown> = sfn;
  readonly #context: Context;

  constructor({ timeline, section, invoke, random, maxEvents, expressions, ...place }: StepFunctionsOptions) {
    const store = new Store(section);
    const engine = new Engine({
      timeline,
      store,
      integrations: { invoke, startExecution: (input) => startExecution(this.#context, input) },
      random: random ?? seeded(DEFAULT_SEED),
      maxEvents: maxEvents ?? MAX_EVENTS,
      expressions,
    });
    this.#context = { store, engine, timeline, place };
  }

  /** Goes on with every execution that was running when the state was saved. */
  resume(): void {
    this.#context.engine.resume();
  }

  /** Told of every execution that is over, as EventBridge is. */
  onEnd(listener: (execution: Readonly<Execution>) => void): void {
    this.#context.store.onEnd = listener;
  }

  async call({ operation, input }: ServiceCall): Promise<Record<string, unknown>> {
    const run = OPERATIONS.get(operation);
    if (!run) throw new ServiceError('UnknownOperationException', `${operation} is not emulated`);
    return run(this.#context, input);
  }

  /** The names of the executions of a state machine that run, or have ended since, in epoch milliseconds. */
  runningSince(machineArn: string, since: number): string[] {
    return [...this.#context.store.executions.values()].flatMap((one) =>
      one.machineArn === machineArn && (one.stopDate ?? since) >= since ? [one.name] : [],
    );
  }

  /** How many states were entered, retries included: what AWS bills as state transitions. */
  transitions(): number {
    return this.#context.store.transitions;
  }

  /** The state transitions of one execution; undefined when it is not known. */
  transitionsOf(executionArn: string): number | undefined {
    return this.#context.store.executions.get(executionArn)?.transitions;
  }
}
