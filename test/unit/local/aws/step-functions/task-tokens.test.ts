import { VirtualClock } from '../../../../../local/clock';
import {
  createMachine,
  DAY,
  HOUR,
  machine,
  NEW_YEAR,
  named,
  runMachine,
  SECOND,
  stepFunctions,
  tokenTask,
  watchExecution,
} from '../../../../support/asl';

/** Keeps the tokens that it is handed. */
function collector(): { tokens: string[]; invoke: (name: string, payload: unknown) => Promise<unknown> } {
  const tokens: string[] = [];
  return {
    tokens,
    invoke: async (_name, payload) => {
      tokens.push((payload as { token: string }).token);
    },
  };
}

const end = { Type: 'Wait', Seconds: 86_400, Output: '{% $states.input %}', End: true };

describe('waitForTaskToken', () => {
  test('goes on with the output that SendTaskSuccess brings, however late', async () => {
    const { tokens, invoke } = collector();
    const run = await runMachine(machine({ A: tokenTask() }), { invoke });
    await run.clock.advance(300 * DAY);
    expect(await run.status()).toBe('RUNNING');
    await run.succeed(tokens[0]!, { approved: true });
    await run.clock.idle();
    expect(await run.output()).toEqual({ approved: true });
    expect((await run.history()).map(({ type }) => type)).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'TaskScheduled',
      'TaskStarted',
      'TaskSubmitted',
      'TaskSucceeded',
      'TaskStateExited',
      'ExecutionSucceeded',
    ]);
  });

  test('accepts the answer before the function has returned, and drops what becomes of the function', async () => {
    const clock = new VirtualClock({ ticking: false, now: NEW_YEAR });
    let answered: unknown;
    const service = stepFunctions({
      clock,
      invoke: async (_name, payload) => {
        const taskToken = (payload as { token: string }).token;
        answered = await service.call({
          operation: 'SendTaskSuccess',
          input: { taskToken, output: '"early"' },
        });
        throw named('TooLate');
      },
    });
    const stateMachineArn = await createMachine(service, machine({ A: tokenTask({ Next: 'B' }), B: end }));
    const { executionArn } = await service.call({ operation: 'StartExecution', input: { stateMachineArn } });
    await clock.advance(DAY);
    const run = watchExecution(service, clock, String(executionArn));
    expect(answered).toEqual({});
    expect(await run.output()).toBe('early');
  });

  test('runs Catch on the error that SendTaskFailure brings', async () => {
    const { tokens, invoke } = collector();
    const run = await runMachine(
      machine({ A: tokenTask({ Catch: [{ ErrorEquals: ['Rejected'], Next: 'B' }] }), B: end }),
      { invoke },
    );
    await run.fail(tokens[0]!, 'Rejected', 'not now');
    await run.clock.advance(DAY);
    expect(await run.output()).toEqual({ Error: 'Rejected', Cause: 'not now' });
  });

  test('times out at its TimeoutSeconds, neither earlier nor later', async () => {
    const { tokens, invoke } = collector();
    const run = await runMachine(
      machine({
        A: tokenTask({
          TimeoutSeconds: '{% $states.input.limit %}',
          Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'B' }],
        }),
        B: { Type: 'Pass', Output: '{% $now() %}', End: true },
      }),
      { invoke, input: { limit: 45 * 86_400 } },
    );
    await run.clock.advance(45 * DAY - 1);
    expect(await run.status()).toBe('RUNNING');
    await run.clock.advance(1);
    expect(await run.output()).toBe(new Date(NEW_YEAR + 45 * DAY).toISOString());
    await expect(run.succeed(tokens[0]!, {})).rejects.toMatchObject({ name: 'TaskTimedOut' });
  });

  test('may be answered in the last millisecond', async () => {
    const { tokens, invoke } = collector();
    const run = await runMachine(machine({ A: tokenTask({ TimeoutSeconds: 60 }) }), { invoke });
    await run.clock.advance(60 * SECOND - 1);
    await run.succeed(tokens[0]!, 'in time');
    await run.clock.advance(HOUR);
    expect(await run.output()).toBe('in time');
  });

  test('takes one answer: the second is told that the task is gone', async () => {
    const { tokens, invoke } = collector();
    const run = await runMachine(machine({ A: tokenTask() }), { invoke });
    const both = await Promise.allSettled([run.succeed(tokens[0]!, 1), run.succeed(tokens[0]!, 2)]);
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    await run.clock.idle();
    expect(await run.output()).toBe(1);
    await expect(run.fail(tokens[0]!, 'E')).rejects.toMatchObject({ name: 'TaskTimedOut' });
  });

  test('refuses a token that is none, one of an unknown execution, and an output that is no JSON', async () => {
    const { tokens, invoke } = collector();
    const run = await runMachine(machine({ A: tokenTask() }), { invoke });
    await expect(run.succeed('rubbish', {})).rejects.toMatchObject({ name: 'InvalidToken' });
    const foreign = Buffer.from(tokens[0]!, 'base64').toString().replace(':run|', ':other|');
    const unknown = Buffer.from(foreign).toString('base64');
    await expect(run.succeed(unknown, {})).rejects.toMatchObject({ name: 'TaskDoesNotExist' });
    const call = { operation: 'SendTaskSuccess', input: { taskToken: tokens[0]!, output: '{' } };
    await expect(run.service.call(call)).rejects.toMatchObject({ name: 'InvalidOutput' });
    expect(await run.status()).toBe('RUNNING');
  });

  test('fails when the function fails, and hands out a new token on the retry', async () => {
    const tokens: string[] = [];
    const run = await runMachine(machine({ A: tokenTask({ Retry: [{ ErrorEquals: ['Busy'] }] }) }), {
      invoke: async (_name, payload) => {
        tokens.push((payload as { token: string }).token);
        if (tokens.length === 1) throw named('Busy');
      },
    });
    await expect(run.succeed(tokens[0]!, {})).rejects.toMatchObject({ name: 'TaskTimedOut' });
    await run.clock.advance(SECOND);
    expect(tokens).toHaveLength(2);
    expect(tokens[1]).not.toBe(tokens[0]);
    await run.succeed(tokens[1]!, 'ok');
    await run.clock.idle();
    expect(await run.output()).toBe('ok');
  });

  test('ends at StopExecution, and its token with it', async () => {
    const { tokens, invoke } = collector();
    const run = await runMachine(machine({ A: tokenTask({ TimeoutSeconds: 10 }) }), { invoke });
    await run.stop();
    await run.clock.advance(HOUR);
    expect(await run.describe()).toMatchObject({ status: 'ABORTED', stopDate: new Date(NEW_YEAR) });
    await expect(run.succeed(tokens[0]!, {})).rejects.toMatchObject({ name: 'TaskTimedOut' });
  });
});

describe('HeartbeatSeconds', () => {
  const beating = machine({
    A: tokenTask({
      HeartbeatSeconds: 60,
      TimeoutSeconds: 600,
      Catch: [
        { ErrorEquals: ['States.HeartbeatTimeout'], Next: 'Silent' },
        { ErrorEquals: ['States.Timeout'], Next: 'Long' },
      ],
    }),
    Silent: { Type: 'Pass', Output: 'silent', End: true },
    Long: { Type: 'Pass', Output: 'long', End: true },
  });
  const beat = (run: Awaited<ReturnType<typeof runMachine>>, taskToken: string) =>
    run.service.call({ operation: 'SendTaskHeartbeat', input: { taskToken } });

  test('fails the task when no heartbeat comes in time', async () => {
    const { tokens, invoke } = collector();
    const run = await runMachine(beating, { invoke });
    await run.clock.advance(50 * SECOND);
    await beat(run, tokens[0]!);
    await run.clock.advance(60 * SECOND - 1);
    expect(await run.status()).toBe('RUNNING');
    await run.clock.advance(1);
    expect(await run.output()).toBe('silent');
    await expect(beat(run, tokens[0]!)).rejects.toMatchObject({ name: 'TaskTimedOut' });
  });

  test('does not put off TimeoutSeconds', async () => {
    const { tokens, invoke } = collector();
    const run = await runMachine(beating, { invoke });
    for (let minute = 0; minute < 11; minute += 1) {
      await run.clock.advance(50 * SECOND);
      await beat(run, tokens[0]!);
    }
    await run.clock.advance(50 * SECOND);
    expect(await run.output()).toBe('long');
  });

  test('is also caught as States.Timeout', async () => {
    const { invoke } = collector();
    const run = await runMachine(
      machine({
        A: tokenTask({ HeartbeatSeconds: 5, Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'B' }] }),
        B: { Type: 'Succeed' },
      }),
      { invoke },
    );
    await run.clock.advance(5 * SECOND);
    expect(await run.output()).toMatchObject({ Error: 'States.HeartbeatTimeout' });
  });

  test('is put off while the function still runs, without calling it twice', async () => {
    const clock = new VirtualClock({ ticking: false, now: NEW_YEAR });
    const tokens: string[] = [];
    const service = stepFunctions({
      clock,
      invoke: async (_name, payload) => {
        const taskToken = (payload as { token: string }).token;
        tokens.push(taskToken);
        await clock.sleep(40 * SECOND);
        await service.call({ operation: 'SendTaskHeartbeat', input: { taskToken } });
        await clock.sleep(40 * SECOND);
      },
    });
    const definition = machine({ A: tokenTask({ HeartbeatSeconds: 60 }) });
    const stateMachineArn = await createMachine(service, definition);
    const { executionArn } = await service.call({ operation: 'StartExecution', input: { stateMachineArn } });
    await clock.advance(90 * SECOND);
    const run = watchExecution(service, clock, String(executionArn));
    expect(tokens).toHaveLength(1);
    await run.succeed(tokens[0]!, 'ok');
    await clock.idle();
    expect(await run.output()).toBe('ok');
  });
});
