import { DAY, HOUR, machine, NEW_YEAR, runMachine, SECOND } from '../../../../support/asl';

describe('Pass', () => {
  test('hands its input on when it has no Output', async () => {
    const run = await runMachine(machine({ A: { Type: 'Pass', End: true } }), { input: { n: 1 } });
    expect(await run.status()).toBe('SUCCEEDED');
    expect(await run.output()).toEqual({ n: 1 });
  });

  test('evaluates Output and Assign side by side, both on the variables as they were', async () => {
    const run = await runMachine(
      machine({
        A: { Type: 'Pass', Assign: { n: 1 }, Next: 'B' },
        B: { Type: 'Pass', Assign: { n: '{% $n + 1 %}' }, Output: { before: '{% $n %}' }, Next: 'C' },
        C: { Type: 'Pass', Output: { before: '{% $states.input.before %}', after: '{% $n %}' }, End: true },
      }),
    );
    expect(await run.output()).toEqual({ before: 1, after: 2 });
  });
});

describe('Choice', () => {
  const choice = machine({
    A: {
      Type: 'Choice',
      Choices: [
        { Condition: '{% $states.input.n > 10 %}', Next: 'Big', Output: 'big', Assign: { size: 'big' } },
        { Condition: '{% $states.input.n > 5 %}', Next: 'Middle' },
      ],
      Default: 'Small',
      Output: 'small',
    },
    Big: { Type: 'Pass', Output: ['{% $states.input %}', '{% $size %}'], End: true },
    Middle: { Type: 'Succeed' },
    Small: { Type: 'Succeed' },
  });

  test.each([
    [11, ['big', 'big'], 'Big'],
    [7, { n: 7 }, 'Middle'],
    [1, 'small', 'Small'],
  ])('of %p takes the first rule that holds, with its own Output and Assign', async (n, output, state) => {
    const run = await runMachine(choice, { input: { n } });
    expect(await run.output()).toEqual(output);
    expect(await run.states()).toEqual(['A', state]);
  });

  test('without Default fails with States.NoChoiceMatched when no rule holds', async () => {
    const run = await runMachine(
      machine({
        A: { Type: 'Choice', Choices: [{ Condition: '{% false %}', Next: 'B' }] },
        B: { Type: 'Succeed' },
      }),
    );
    expect(await run.describe()).toMatchObject({ status: 'FAILED', error: 'States.NoChoiceMatched' });
  });

  test('refuses a condition that is not a boolean, even when it looks like one', async () => {
    const run = await runMachine(
      machine({
        A: { Type: 'Choice', Choices: [{ Condition: "{% 'true' %}", Next: 'B' }] },
        B: { Type: 'Succeed' },
      }),
    );
    expect(await run.describe()).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
  });
});

describe('Succeed and Fail', () => {
  test('Succeed shapes the output of the execution', async () => {
    const run = await runMachine(machine({ A: { Type: 'Succeed', Output: '{% $states.input.n * 2 %}' } }), {
      input: { n: 21 },
    });
    expect(await run.output()).toBe(42);
  });

  test('Fail ends with the error and cause that it evaluates', async () => {
    const run = await runMachine(
      machine({ A: { Type: 'Fail', Error: 'Refused', Cause: "{% 'because ' & $states.input.why %}" } }),
      { input: { why: 'no' } },
    );
    expect(await run.describe()).toMatchObject({ status: 'FAILED', error: 'Refused', cause: 'because no' });
    expect((await run.history()).map(({ type }) => type)).toEqual([
      'ExecutionStarted',
      'FailStateEntered',
      'ExecutionFailed',
    ]);
  });

  test('Fail refuses a cause that is not a text', async () => {
    const run = await runMachine(machine({ A: { Type: 'Fail', Cause: '{% 1 %}' } }));
    expect(await run.describe()).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
  });
});

describe('Wait', () => {
  test.each([
    ['a number of seconds', { Seconds: 90 }, 90 * SECOND],
    ['evaluated seconds', { Seconds: '{% $states.input.minutes * 60 %}' }, 120 * SECOND],
    ['a literal instant', { Timestamp: '2026-01-01T01:00:00Z' }, HOUR],
    ['an instant with an offset', { Timestamp: '2026-01-01T03:00:00+01:00' }, 2 * HOUR],
    ['an evaluated instant', { Timestamp: '{% $states.input.until %}' }, DAY],
    ['45 days', { Seconds: 45 * 86_400 }, 45 * DAY],
    ['300 days', { Seconds: 300 * 86_400 }, 300 * DAY],
  ])('ends after %s, neither earlier nor later', async (_title, field, length) => {
    const run = await runMachine(machine({ A: { Type: 'Wait', ...field, End: true } }), {
      input: { minutes: 2, until: '2026-01-02T00:00:00.000Z' },
    });
    await run.clock.advance(length - 1);
    expect(await run.status()).toBe('RUNNING');
    await run.clock.advance(1);
    expect(await run.describe()).toMatchObject({
      status: 'SUCCEEDED',
      stopDate: new Date(NEW_YEAR + length),
    });
  });

  test('is over at once when its instant has passed', async () => {
    const run = await runMachine(
      machine({ A: { Type: 'Wait', Timestamp: '2025-12-31T23:59:59Z', End: true } }),
    );
    expect(await run.describe()).toMatchObject({ status: 'SUCCEEDED', stopDate: new Date(NEW_YEAR) });
  });

  test.each([
    ['a fraction of a second', { Seconds: '{% 1.5 %}' }],
    ['a negative number', { Seconds: '{% -1 %}' }],
    ['more seconds than AWS allows', { Seconds: '{% 100000000 %}' }],
    ['a text', { Seconds: "{% '5' %}" }],
    ['an instant without a zone', { Timestamp: '2026-01-01T01:00:00' }],
    ['an instant in lower case', { Timestamp: '2026-01-01t01:00:00z' }],
    ['an instant that does not exist', { Timestamp: '2026-13-01T01:00:00Z' }],
    ['a number for an instant', { Timestamp: '{% 5 %}' }],
  ])('refuses %s', async (_title, field) => {
    const run = await runMachine(machine({ A: { Type: 'Wait', ...field, End: true } }));
    expect(await run.describe()).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
  });

  test('ends 200 executions at the same instant', async () => {
    const run = await runMachine(
      machine({ A: { Type: 'Wait', Seconds: 60, Next: 'B' }, B: { Type: 'Succeed' } }),
    );
    const stateMachineArn = String((await run.describe()).stateMachineArn);
    for (let index = 0; index < 200; index += 1) {
      await run.service.call({
        operation: 'StartExecution',
        input: { stateMachineArn, name: `other-${index}` },
      });
    }
    await run.clock.advance(60 * SECOND);
    const { executions } = await run.service.call({
      operation: 'ListExecutions',
      input: { stateMachineArn, statusFilter: 'SUCCEEDED', maxResults: 1000 },
    });
    expect(executions).toHaveLength(201);
    expect(run.service.transitions()).toBe(402);
    expect(run.service.transitionsOf(run.arn)).toBe(2);
  });
});

describe('a whole execution', () => {
  test('is cut off as TIMED_OUT at the TimeoutSeconds of its machine', async () => {
    const run = await runMachine(
      machine({ A: { Type: 'Wait', Seconds: 100, End: true } }, { TimeoutSeconds: 60 }),
    );
    await run.clock.advance(60 * SECOND - 1);
    expect(await run.status()).toBe('RUNNING');
    await run.clock.advance(1);
    expect(await run.status()).toBe('TIMED_OUT');
    expect((await run.history()).at(-1)?.type).toBe('ExecutionTimedOut');
  });

  test('may not run for longer than a year', async () => {
    const run = await runMachine(machine({ A: { Type: 'Wait', Seconds: 370 * 86_400, End: true } }));
    await run.clock.advance(365 * DAY);
    expect(await run.status()).toBe('TIMED_OUT');
  });

  test('fails when an output grows beyond 256 KiB', async () => {
    const run = await runMachine(
      machine({
        A: { Type: 'Pass', Output: "{% $join($range(1, 900, 1).$pad('', 300, 'x')) %}", End: true },
      }),
    );
    expect(await run.describe()).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' });
  });

  test('fails when a loop reaches 25,000 history events', async () => {
    const run = await runMachine(
      machine({
        A: { Type: 'Choice', Choices: [{ Condition: false, Next: 'B' }], Default: 'C' },
        B: { Type: 'Succeed' },
        C: { Type: 'Pass', Next: 'A' },
      }),
    );
    expect(await run.describe()).toMatchObject({
      status: 'FAILED',
      error: 'States.Runtime',
      cause: expect.stringContaining('25000'),
    });
    const { events } = await run.service.call({
      operation: 'GetExecutionHistory',
      input: { executionArn: run.arn, reverseOrder: true, maxResults: 1 },
    });
    const [{ id }] = events as [{ id: number }];
    expect(id).toBeGreaterThan(24_900);
    expect(id).toBeLessThanOrEqual(25_000);
  });
});
