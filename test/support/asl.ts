import { type Section, memorySection } from '../../local/aws/service';
import { StepFunctionsService } from '../../local/aws/step-functions/service';
import { VirtualClock } from '../../local/clock';

/** The instant at which test clocks stand: 2026-01-01T00:00:00Z, in epoch milliseconds. */
export const NEW_YEAR = Date.UTC(2026, 0, 1);
export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export type Invoke = (functionName: string, payload: unknown) => Promise<unknown>;

/** A function that must not be called. */
export const noFunctions: Invoke = (name) =>
  Promise.reject(new Error(`${name} was not expected to be invoked`));

/** A service of account 111122223333 in eu-west-1. */
export function stepFunctions(options: {
  clock: VirtualClock;
  section?: Section;
  invoke?: Invoke;
  random?: () => number;
  maxEvents?: number;
}): StepFunctionsService {
  return new StepFunctionsService({
    timeline: options.clock,
    section: options.section ?? memorySection(),
    invoke: options.invoke ?? noFunctions,
    ...(options.random && { random: options.random }),
    ...(options.maxEvents !== undefined && { maxEvents: options.maxEvents }),
    region: 'eu-west-1',
    accountId: '111122223333',
    partition: 'aws',
  });
}

export type HistoryEvent = { id: number; type: string; timestamp: Date } & Record<string, unknown>;

/** What a test asks about an execution, and does to it. */
export type MachineRun = {
  readonly service: StepFunctionsService;
  readonly clock: VirtualClock;
  readonly arn: string;
  describe(): Promise<Record<string, unknown>>;
  status(): Promise<unknown>;
  output(): Promise<unknown>;
  history(): Promise<HistoryEvent[]>;
  /** The names of the states that were entered, in order. */
  states(): Promise<string[]>;
  succeed(token: string, output: unknown): Promise<unknown>;
  fail(token: string, error: string, cause?: string): Promise<unknown>;
  stop(): Promise<unknown>;
};

/** Looks at an execution of a service. */
export function watchExecution(service: StepFunctionsService, clock: VirtualClock, arn: string): MachineRun {
  const call = (operation: string, input: Record<string, unknown>) => service.call({ operation, input });
  const describe = () => call('DescribeExecution', { executionArn: arn });
  const history = async () => {
    const { events } = await call('GetExecutionHistory', { executionArn: arn, maxResults: 1000 });
    return events as HistoryEvent[];
  };
  return {
    service,
    clock,
    arn,
    describe,
    history,
    status: async () => (await describe()).status,
    output: async () => JSON.parse(String((await describe()).output)),
    states: async () =>
      (await history()).flatMap((event) => {
        const entered = event.stateEnteredEventDetails as { name: string } | undefined;
        return entered ? [entered.name] : [];
      }),
    succeed: (taskToken, output) => call('SendTaskSuccess', { taskToken, output: JSON.stringify(output) }),
    fail: (taskToken, error, cause) => call('SendTaskFailure', { taskToken, error, cause }),
    stop: () => call('StopExecution', { executionArn: arn }),
  };
}

/** Creates a state machine and gives its ARN. */
export async function createMachine(
  service: StepFunctionsService,
  definition: unknown,
  name = 'machine',
): Promise<string> {
  const { stateMachineArn } = await service.call({
    operation: 'CreateStateMachine',
    input: {
      name,
      definition: typeof definition === 'string' ? definition : JSON.stringify(definition),
      roleArn: 'arn:aws:iam::111122223333:role/workflow',
    },
  });
  return String(stateMachineArn);
}

/** Runs a definition until everything that is due at the clock's time is done. */
export async function runMachine(
  definition: unknown,
  options: {
    invoke?: Invoke;
    input?: unknown;
    clock?: VirtualClock;
    section?: Section;
    name?: string;
    random?: () => number;
    maxEvents?: number;
  } = {},
): Promise<MachineRun> {
  const clock = options.clock ?? new VirtualClock({ ticking: false, now: NEW_YEAR });
  const service = stepFunctions({ ...options, clock });
  const stateMachineArn = await createMachine(service, definition);
  const { executionArn } = await service.call({
    operation: 'StartExecution',
    input: { stateMachineArn, name: options.name ?? 'run', input: JSON.stringify(options.input ?? {}) },
  });
  await clock.idle();
  return watchExecution(service, clock, String(executionArn));
}

/** A JSONata state machine of the given states; the first is the start. */
export function machine(states: Record<string, unknown>, more: Record<string, unknown> = {}): unknown {
  return { QueryLanguage: 'JSONata', StartAt: Object.keys(states)[0], States: states, ...more };
}

/** A task that invokes the function `work` with the state's input. */
export function task(more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    Arguments: { FunctionName: 'work', Payload: '{% $states.input %}' },
    Output: '{% $states.result.Payload %}',
    ...(!('Next' in more) && { End: true }),
    ...more,
  };
}

/** A task that hands its token to the function `work` and waits for the answer. */
export function tokenTask(more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
    Arguments: { FunctionName: 'work', Payload: { token: '{% $states.context.Task.Token %}' } },
    ...(!('Next' in more) && { End: true }),
    ...more,
  };
}

/** An error as a function throws it. */
export function named(name: string, message = 'no luck'): Error {
  return Object.assign(new Error(message), { name });
}
