import { memorySection, type Section } from '../../../../../local/aws/service';
import { VirtualClock } from '../../../../../local/clock';
import {
  DAY,
  HOUR,
  type Invoke,
  type MachineRun,
  MINUTE,
  machine,
  NEW_YEAR,
  named,
  noFunctions,
  runMachine,
  SECOND,
  stepFunctions,
  task,
  tokenTask,
  watchExecution,
} from '../../../../support/asl';

/** Ends the process, so to speak: a new clock at the same time, and a new service over what was saved. */
function restart(run: MachineRun, section: Section, invoke: Invoke = noFunctions): MachineRun {
  run.clock.stop();
  const saved = memorySection(section.read());
  const clock = new VirtualClock({ ticking: false, now: run.clock.now() });
  const service = stepFunctions({ clock, section: saved, invoke });
  service.resume();
  return watchExecution(service, clock, run.arn);
}

describe('after a restart', () => {
  test('a wait ends when it would have ended', async () => {
    const section = memorySection();
    const definition = machine({ A: { Type: 'Wait', Seconds: 300 * 86_400, End: true } });
    const before = await runMachine(definition, { section });
    await before.clock.advance(45 * DAY);
    const after = restart(before, section);
    await after.clock.advance(255 * DAY - 1);
    expect(await after.status()).toBe('RUNNING');
    await after.clock.advance(1);
    expect(await after.describe()).toMatchObject({
      status: 'SUCCEEDED',
      stopDate: new Date(NEW_YEAR + 300 * DAY),
    });
  });

  test('a wait that fell due meanwhile ends at once', async () => {
    const section = memorySection();
    const before = await runMachine(machine({ A: { Type: 'Wait', Seconds: 60, End: true } }), { section });
    const clock = new VirtualClock({ ticking: false, now: NEW_YEAR + HOUR });
    before.clock.stop();
    const service = stepFunctions({ clock, section });
    service.resume();
    await clock.idle();
    expect(await watchExecution(service, clock, before.arn).status()).toBe('SUCCEEDED');
  });

  test('a token is still good, the function is not called again, and variables are kept', async () => {
    const section = memorySection();
    let token = '';
    const before = await runMachine(
      machine({
        First: { Type: 'Pass', Assign: { kept: 7 }, Next: 'A' },
        A: tokenTask({ Output: ['{% $states.result %}', '{% $kept %}'] }),
      }),
      { section, invoke: async (_name, payload) => void (token = (payload as { token: string }).token) },
    );
    await before.clock.advance(HOUR);
    const after = restart(before, section);
    await after.clock.idle();
    await after.succeed(token, 'yes');
    await after.clock.idle();
    expect(await after.output()).toEqual(['yes', 7]);
  });

  test('a token wait times out when it would have timed out', async () => {
    const section = memorySection();
    const definition = machine({
      A: tokenTask({ TimeoutSeconds: 3600, Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'B' }] }),
      B: { Type: 'Succeed' },
    });
    const before = await runMachine(definition, { section, invoke: async () => null });
    await before.clock.advance(30 * MINUTE);
    const after = restart(before, section);
    await after.clock.advance(30 * MINUTE - 1);
    expect(await after.status()).toBe('RUNNING');
    await after.clock.advance(1);
    expect(await after.status()).toBe('SUCCEEDED');
  });

  test('an answer that was accepted is not lost', async () => {
    const inner = memorySection();
    let token = '';
    // What is on disk when the answer is acknowledged, whatever the process does afterwards.
    let acknowledged: unknown;
    const before = await runMachine(machine({ A: tokenTask() }), {
      section: inner,
      invoke: async (_name, payload) => void (token = (payload as { token: string }).token),
    });
    await before.succeed(token, 'yes').then(() => {
      acknowledged = inner.read();
    });
    const after = restart(before, memorySection(acknowledged));
    await after.clock.idle();
    expect(await after.output()).toBe('yes');
  });

  test('a function that was running is called again with the same payload', async () => {
    const section = memorySection();
    const payloads: unknown[] = [];
    const never: Invoke = (_name, payload) => {
      payloads.push(payload);
      return new Promise(() => undefined);
    };
    const clock = new VirtualClock({ ticking: false, now: NEW_YEAR });
    const definition = machine({
      A: task({ Arguments: { FunctionName: 'work', Payload: '{% $uuid() %}' } }),
    });
    const service = stepFunctions({ clock, section, invoke: never });
    const { stateMachineArn } = await service.call({
      operation: 'CreateStateMachine',
      input: { name: 'm', definition: JSON.stringify(definition), roleArn: 'r' },
    });
    const { executionArn } = await service.call({ operation: 'StartExecution', input: { stateMachineArn } });
    while (payloads.length === 0) await new Promise((resolve) => setImmediate(resolve));
    const run = watchExecution(service, clock, String(executionArn));
    const after = restart(run, section, async (_name, payload) => {
      payloads.push(payload);
      return 'second';
    });
    await after.clock.idle();
    expect(await after.output()).toBe('second');
    expect(payloads[1]).toBe(payloads[0]);
  });

  test('a retry happens when it would have happened, and the attempts before count', async () => {
    const section = memorySection();
    const calls: number[] = [];
    const failing =
      (now: () => number): Invoke =>
      async () => {
        calls.push((now() - NEW_YEAR) / SECOND);
        throw named('Busy');
      };
    const clock = new VirtualClock({ ticking: false, now: NEW_YEAR });
    const before = await runMachine(
      machine({ A: task({ Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 2 }] }) }),
      {
        section,
        clock,
        invoke: failing(() => clock.now()),
      },
    );
    await clock.advance(2 * SECOND);
    let later = (): number => 0;
    const after = restart(
      before,
      section,
      failing(() => later()),
    );
    later = () => after.clock.now();
    await after.clock.advance(HOUR);
    expect(calls).toEqual([0, 1, 3]);
    expect(await after.describe()).toMatchObject({ status: 'FAILED', error: 'Busy' });
  });

  test('the branches of a Parallel state go on, each where it was', async () => {
    const section = memorySection();
    const wait = (name: string, Seconds: number) => ({
      StartAt: name,
      States: { [name]: { Type: 'Wait', Seconds, Output: name, End: true } },
    });
    const definition = machine({
      Both: { Type: 'Parallel', Branches: [wait('A', 60), wait('B', 120)], End: true },
    });
    const before = await runMachine(definition, { section });
    await before.clock.advance(MINUTE);
    const after = restart(before, section);
    await after.clock.advance(MINUTE);
    expect(await after.output()).toEqual(['A', 'B']);
  });

  test('an execution is still cut off at the TimeoutSeconds of its machine', async () => {
    const section = memorySection();
    const definition = machine({ A: { Type: 'Wait', Seconds: 3600, End: true } }, { TimeoutSeconds: 60 });
    const before = await runMachine(definition, { section });
    const after = restart(before, section);
    await after.clock.advance(MINUTE);
    expect(await after.status()).toBe('TIMED_OUT');
  });

  test('an execution keeps the definition that it began with, ended ones are still described', async () => {
    const section = memorySection();
    const wait = (Output: string) => machine({ A: { Type: 'Wait', Seconds: 60, Output, End: true } });
    const before = await runMachine(wait('old'), { section });
    const { stateMachineArn } = await before.describe();
    const definition = JSON.stringify(wait('new'));
    await before.service.call({ operation: 'UpdateStateMachine', input: { stateMachineArn, definition } });
    const after = restart(before, section);
    await after.clock.advance(MINUTE);
    expect(await after.output()).toBe('old');
  });

  test('an execution that has ended is still described, with its history and its transitions', async () => {
    const section = memorySection();
    const before = await runMachine(machine({ A: { Type: 'Pass', Output: 1, End: true } }), { section });
    const after = restart(before, section);
    expect(await after.describe()).toEqual(await before.describe());
    expect(await after.history()).toEqual(await before.history());
    expect(after.service.transitions()).toBe(1);
    expect(after.service.transitionsOf(after.arn)).toBe(1);
  });

  test('a saved state that is damaged is refused with an error that says so', () => {
    const clock = new VirtualClock({ ticking: false, now: NEW_YEAR });
    for (const damaged of ['{', { version: 2 }, { version: 1, machines: 'none' }]) {
      expect(() => stepFunctions({ clock, section: memorySection(damaged) })).toThrow(
        expect.objectContaining({ name: 'StepFunctionsStateError' }),
      );
    }
  });
});
