import type { Machine, State } from './definition';
import type { Expressions, Scope } from './expressions';
import type { Json } from './json';
import type { Execution, Frame } from './records';

/** What a state asks of the services around the engine. */
export type Integrations = {
  /** Runs a function; rejects with an Error whose name is the error type. */
  readonly invoke: (functionName: string, payload: unknown) => Promise<unknown>;
  /** Starts an execution as StartExecution does; rejects with a ServiceError. */
  readonly startExecution: (input: Record<string, unknown>) => Promise<Record<string, unknown>>;
};

/** One turn of work on one frame. It is over as soon as something else, such as a timer, takes the frame up. */
export type Visit = {
  readonly execution: Execution;
  readonly frame: Frame;
  readonly state: State;
  readonly machine: Machine;
  readonly expressions: Expressions;
  readonly integrations: Integrations;
  readonly random: () => number;
  /** Epoch milliseconds. */
  now(): number;
  /** Whether what this turn found out still counts. */
  isCurrent(): boolean;
  /** Takes the frame up again when its phase falls due. */
  arm(): void;
  countTransition(): void;
  /** Starts as many branches as may run at once. */
  startBranches(): Promise<void>;
  /** Resolves when the execution as it is now would survive a restart. */
  checkpoint(): Promise<void>;
  record(type: string, details?: Record<string, Json>): void;
};

/** How a turn ends: the state is left, or the frame waits for something. */
export type Move =
  | {
      readonly kind: 'exit';
      readonly next?: string;
      readonly output: Json;
      readonly assigned: Record<string, Json>;
    }
  | { readonly kind: 'parked' };

export const PARKED: Move = { kind: 'parked' };

/** What an expression of this state may refer to; `extra` adds the result or the error. */
export function scopeOf(visit: Visit, extra: Record<string, Json> = {}): Scope {
  const { execution, frame } = visit;
  const task = frame.phase.kind === 'task' ? frame.phase.token : undefined;
  const context = {
    Execution: {
      Id: execution.arn,
      Name: execution.name,
      Input: inputOf(execution),
      RoleArn: execution.roleArn,
      StartTime: isoTime(execution.startDate),
      RedriveCount: 0,
    },
    State: { Name: frame.state, EnteredTime: isoTime(frame.enteredAt), RetryCount: frame.retries },
    StateMachine: { Id: execution.machineArn, Name: execution.machineName },
    ...(frame.item && { Map: { Item: frame.item } }),
    ...(task !== undefined && { Task: { Token: task } }),
  };
  return { states: { input: frame.input, context, ...extra }, variables: frame.variables };
}

/** Epoch milliseconds as AWS writes them in the context object. */
export function isoTime(at: number): string {
  return new Date(at).toISOString();
}

function inputOf(execution: Execution): Json {
  const input: Json = JSON.parse(execution.input);
  return input;
}
