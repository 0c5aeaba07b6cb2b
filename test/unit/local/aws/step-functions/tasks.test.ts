import { VirtualClock } from '../../../../../local/clock';
import {
  HOUR,
  type Invoke,
  machine,
  MINUTE,
  named,
  NEW_YEAR,
  runMachine,
  SECOND,
  task,
  tokenTask,
} from '../../../../support/asl';

/** A function that fails with the given errors in turn, then answers; keeps the instants of its calls. */
function flaky(now: () => number, errors: readonly Error[]): { invoke: Invoke; seconds: number[] } {
  const seconds: number[] = [];
  const invoke: Invoke = async () => {
    seconds.push((now() - NEW_YEAR) / SECOND);
    const error = errors[seconds.length - 1];
    if (error) throw error;
    return 'done';
  };
  return { invoke, seconds };
}

describe('lambda:invoke', () => {
  test('hands the evaluated payload over, and gives the result in the shape of AWS', async () => {
    const calls: unknown[] = [];
    const run = await runMachine(
      machine({
        A: task({
          Arguments: {
            FunctionName: 'arn:aws:lambda:eu-west-1:111122223333:function:work',
            Payload: { n: '{% $states.input.n + 1 %}' },
          },
          Output: '{% $states.result %}',
        }),
      }),
      { input: { n: 1 }, invoke: async (...call) => void calls.push(call) },
    );
    expect(calls).toEqual([['arn:aws:lambda:eu-west-1:111122223333:function:work', { n: 2 }]]);
    expect(await run.output()).toMatchObject({ ExecutedVersion: '$LATEST', StatusCode: 200, Payload: null });
  });

  test('writes the history that AWS writes', async () => {
    const run = await runMachine(machine({ A: task() }), { invoke: async () => 1 });
    expect((await run.history()).map(({ type }) => type)).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'TaskScheduled',
      'TaskStarted',
      'TaskSucceeded',
      'TaskStateExited',
      'ExecutionSucceeded',
    ]);
  });

  test('tells the task where it runs through the context object', async () => {
    const run = await runMachine(
      machine({ A: task({ Arguments: { FunctionName: 'work', Payload: '{% $states.context %}' } }) }),
      { input: { n: 1 }, invoke: async (_name, payload) => payload },
    );
    expect(await run.output()).toMatchObject({
      Execution: { Id: run.arn, Name: 'run', Input: { n: 1 }, StartTime: '2026-01-01T00:00:00.000Z' },
      State: { Name: 'A', EnteredTime: '2026-01-01T00:00:00.000Z', RetryCount: 0 },
      StateMachine: { Id: 'arn:aws:states:eu-west-1:111122223333:stateMachine:machine', Name: 'machine' },
    });
    expect(await run.output()).not.toHaveProperty('Task');
  });

  test('fails the execution under the name of the thrown error, with the cause as Lambda writes it', async () => {
    const run = await runMachine(machine({ A: task() }), {
      invoke: () => Promise.reject(named('NotEligibleError', 'not you')),
    });
    const { status, error, cause } = await run.describe();
    expect({ status, error }).toEqual({ status: 'FAILED', error: 'NotEligibleError' });
    expect(JSON.parse(String(cause))).toEqual({
      errorType: 'NotEligibleError',
      errorMessage: 'not you',
      trace: [],
    });
  });

  test('calls what is thrown without being an Error Lambda.Unknown', async () => {
    const run = await runMachine(machine({ A: task() }), {
      // oxlint-disable-next-line prefer-promise-reject-errors -- the point of the test
      invoke: () => Promise.reject('out of memory'),
    });
    expect(await run.describe()).toMatchObject({ error: 'Lambda.Unknown', cause: 'out of memory' });
  });

  test('refuses a function name that is not a text', async () => {
    const run = await runMachine(machine({ A: task({ Arguments: { FunctionName: '{% 5 %}' } }) }));
    expect(await run.describe()).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
  });
});

describe('Retry', () => {
  const retrying = async (retry: Record<string, unknown>[], errors: Error[], random?: () => number) => {
    const clock = new VirtualClock({ ticking: false, now: NEW_YEAR });
    const calls = flaky(() => clock.now(), errors);
    const run = await runMachine(machine({ A: task({ Retry: retry }) }), {
      clock,
      invoke: calls.invoke,
      ...(random && { random }),
    });
    await clock.advance(HOUR);
    return { run, seconds: calls.seconds };
  };
  const four = Array.from({ length: 4 }, () => named('Busy'));

  test('waits 1, 2 and 4 seconds by default, and then gives up', async () => {
    const { run, seconds } = await retrying([{ ErrorEquals: ['Busy'] }], four);
    expect(seconds).toEqual([0, 1, 3, 7]);
    expect(await run.describe()).toMatchObject({ status: 'FAILED', error: 'Busy' });
    expect(run.service.transitions()).toBe(4);
  });

  test('grows the interval by BackoffRate up to MaxDelaySeconds', async () => {
    const rule = {
      ErrorEquals: ['Busy'],
      IntervalSeconds: 2,
      BackoffRate: 3,
      MaxDelaySeconds: 10,
      MaxAttempts: 9,
    };
    const { run, seconds } = await retrying([rule], four);
    expect(seconds).toEqual([0, 2, 8, 18, 28]);
    expect(await run.status()).toBe('SUCCEEDED');
  });

  test('shortens each delay by the random share when JitterStrategy is FULL', async () => {
    const rule = { ErrorEquals: ['Busy'], IntervalSeconds: 4, JitterStrategy: 'FULL' };
    const { seconds } = await retrying([rule], four, () => 0.5);
    expect(seconds).toEqual([0, 2, 6, 14]);
  });

  test('counts the attempts of each retrier on its own', async () => {
    const rules = [
      { ErrorEquals: ['Busy'], MaxAttempts: 1 },
      { ErrorEquals: ['Gone'], MaxAttempts: 1 },
    ];
    const { run, seconds } = await retrying(rules, [named('Busy'), named('Gone')]);
    expect(seconds).toEqual([0, 1, 2]);
    expect(await run.status()).toBe('SUCCEEDED');
  });

  test.each([
    ['States.ALL', 'Anything', 2],
    ['States.TaskFailed', 'Anything', 2],
    ['Lambda.TooManyRequestsException', 'Lambda.TooManyRequestsException', 2],
    ['Other', 'Anything', 1],
  ])('by %s meets the error %s with %i calls', async (pattern, error, calls) => {
    const { seconds } = await retrying([{ ErrorEquals: [pattern], MaxAttempts: 1 }], [named(error)]);
    expect(seconds).toHaveLength(calls);
  });

  test('with MaxAttempts 0 does not retry', async () => {
    const { seconds } = await retrying([{ ErrorEquals: ['States.ALL'], MaxAttempts: 0 }], four);
    expect(seconds).toEqual([0]);
  });

  test('that never ends is ended by the limit of the history', async () => {
    const rule = { ErrorEquals: ['States.ALL'], IntervalSeconds: 1, BackoffRate: 1, MaxAttempts: 99_999_999 };
    const run = await runMachine(machine({ A: task({ Retry: [rule] }) }), {
      maxEvents: 300,
      invoke: () => Promise.reject(named('Busy')),
    });
    await run.clock.advance(HOUR);
    expect(await run.describe()).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
    expect((await run.history()).length).toBeLessThanOrEqual(300);
  });

  test('tells the task how often it was retried', async () => {
    const counts: unknown[] = [];
    const run = await runMachine(
      machine({
        A: task({
          Arguments: { FunctionName: 'work', Payload: '{% $states.context.State.RetryCount %}' },
          Retry: [{ ErrorEquals: ['Busy'] }],
        }),
      }),
      {
        invoke: async (_name, payload) => {
          counts.push(payload);
          if (counts.length < 3) throw named('Busy');
        },
      },
    );
    await run.clock.advance(HOUR);
    expect(counts).toEqual([0, 1, 2]);
  });
});

describe('Catch', () => {
  test('goes on with the error as output, after the retries are used up', async () => {
    const run = await runMachine(
      machine({
        A: task({
          Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 1 }],
          Catch: [
            { ErrorEquals: ['Other'], Next: 'B' },
            { ErrorEquals: ['States.ALL'], Next: 'C' },
          ],
        }),
        B: { Type: 'Fail' },
        C: { Type: 'Succeed' },
      }),
      { invoke: () => Promise.reject(named('Lambda.TooManyRequestsException', 'slow down')) },
    );
    await run.clock.advance(HOUR);
    expect(await run.output()).toEqual({ Error: 'Lambda.TooManyRequestsException', Cause: 'slow down' });
    expect(await run.states()).toEqual(['A', 'C']);
  });

  test('shapes its output and assigns variables from the error', async () => {
    const run = await runMachine(
      machine({
        A: task({
          Catch: [
            {
              ErrorEquals: ['States.TaskFailed'],
              Assign: { why: '{% $parse($states.errorOutput.Cause).errorMessage %}' },
              Output: { was: '{% $states.input.n %}', error: '{% $states.errorOutput.Error %}' },
              Next: 'B',
            },
          ],
        }),
        B: { Type: 'Pass', Output: ['{% $states.input %}', '{% $why %}'], End: true },
      }),
      { input: { n: 1 }, invoke: () => Promise.reject(named('Refused', 'too late')) },
    );
    expect(await run.output()).toEqual([{ was: 1, error: 'Refused' }, 'too late']);
  });

  test('catches an expression of the task that cannot be evaluated', async () => {
    const run = await runMachine(
      machine({
        A: task({
          Output: '{% $states.result.Missing %}',
          Catch: [{ ErrorEquals: ['States.QueryEvaluationError'], Next: 'B' }],
        }),
        B: { Type: 'Succeed' },
      }),
      { invoke: async () => 1 },
    );
    expect(await run.output()).toMatchObject({ Error: 'States.QueryEvaluationError' });
  });

  test('does not catch a payload that is too large with States.ALL', async () => {
    const run = await runMachine(
      machine({ A: task({ Catch: [{ ErrorEquals: ['States.ALL'], Next: 'B' }] }), B: { Type: 'Succeed' } }),
      { invoke: async () => 'x'.repeat(300_000) },
    );
    expect(await run.describe()).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' });
  });

  test('fails the execution when its own expression cannot be evaluated', async () => {
    const run = await runMachine(
      machine({
        A: task({ Catch: [{ ErrorEquals: ['States.ALL'], Output: '{% $nothing %}', Next: 'B' }] }),
        B: { Type: 'Succeed' },
      }),
      { invoke: () => Promise.reject(named('Busy')) },
    );
    expect(await run.describe()).toMatchObject({
      status: 'FAILED',
      error: 'States.QueryEvaluationError',
      cause: expect.stringContaining("'Catch[0]/Output'"),
    });
  });
});

describe('TimeoutSeconds', () => {
  test('cuts off a function that takes too long; what it answers later is dropped', async () => {
    const clock = new VirtualClock({ ticking: false, now: NEW_YEAR });
    const run = await runMachine(
      machine({
        A: task({ TimeoutSeconds: 10, Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'B' }] }),
        B: { Type: 'Wait', Seconds: 100, Output: 'cut off', End: true },
      }),
      {
        clock,
        invoke: async () => {
          await clock.sleep(MINUTE);
          return 'late';
        },
      },
    );
    await clock.advance(10 * SECOND - 1);
    expect(await run.states()).toEqual(['A']);
    await clock.advance(1);
    expect(await run.states()).toEqual(['A', 'B']);
    await clock.advance(HOUR);
    expect(await run.output()).toBe('cut off');
    expect((await run.history()).map(({ type }) => type)).toContain('TaskTimedOut');
  });

  test('is not met by States.TaskFailed', async () => {
    const run = await runMachine(
      machine({
        A: tokenTask({ TimeoutSeconds: 5, Catch: [{ ErrorEquals: ['States.TaskFailed'], Next: 'B' }] }),
        B: { Type: 'Succeed' },
      }),
      { invoke: async () => null },
    );
    await run.clock.advance(5 * SECOND);
    expect(await run.describe()).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
  });

  test.each(['{% 0 %}', '{% -5 %}', '{% 2.5 %}', "{% '9' %}"])('refuses %s', async (TimeoutSeconds) => {
    const run = await runMachine(machine({ A: tokenTask({ TimeoutSeconds }) }));
    expect(await run.describe()).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
  });
});

describe('states:startExecution', () => {
  const starter = (more: Record<string, unknown> = {}) =>
    machine({
      A: {
        Type: 'Choice',
        Choices: [{ Condition: '{% $states.input.child = true %}', Next: 'Child' }],
        Default: 'Start',
      },
      Child: { Type: 'Succeed' },
      Start: {
        Type: 'Task',
        Resource: 'arn:aws:states:::states:startExecution',
        Arguments: {
          StateMachineArn: '{% $states.context.StateMachine.Id %}',
          Name: 'child',
          Input: { child: true },
          ...more,
        },
        Output: '{% $states.result.ExecutionArn %}',
        Catch: [{ ErrorEquals: ['StepFunctions.StateMachineDoesNotExistException'], Next: 'Child' }],
        End: true,
      },
    });

  test('starts another execution and does not wait for it', async () => {
    const run = await runMachine(starter());
    const executionArn = 'arn:aws:states:eu-west-1:111122223333:execution:machine:child';
    expect(await run.output()).toBe(executionArn);
    const child = await run.service.call({ operation: 'DescribeExecution', input: { executionArn } });
    expect(child).toMatchObject({ status: 'SUCCEEDED', input: '{"child":true}' });
  });

  test('fails under the error name of the integration', async () => {
    const StateMachineArn = 'arn:aws:states:eu-west-1:111122223333:stateMachine:none';
    const run = await runMachine(starter({ StateMachineArn }));
    expect(await run.output()).toMatchObject({ Error: 'StepFunctions.StateMachineDoesNotExistException' });
  });
});
