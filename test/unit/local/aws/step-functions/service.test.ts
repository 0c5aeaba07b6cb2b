import { memorySection } from '../../../../../local/aws/service';
import { VirtualClock } from '../../../../../local/clock';
import { createMachine, DAY, machine, NEW_YEAR, SECOND, stepFunctions } from '../../../../support/asl';

const wait = machine({ A: { Type: 'Wait', Seconds: 60, End: true } });
const role = 'arn:aws:iam::111122223333:role/workflow';

async function given() {
  const clock = new VirtualClock({ ticking: false, now: NEW_YEAR });
  const service = stepFunctions({ clock });
  const stateMachineArn = await createMachine(service, wait);
  const call = (operation: string, input: Record<string, unknown> = {}) => service.call({ operation, input });
  const start = (name: string, input = '{}') => call('StartExecution', { stateMachineArn, name, input });
  return { clock, service, stateMachineArn, call, start };
}

describe('state machines', () => {
  test('creating the same twice gives the same, another under that name is refused', async () => {
    const { service, stateMachineArn, call } = await given();
    expect(await createMachine(service, wait)).toBe(stateMachineArn);
    const other = {
      name: 'machine',
      definition: JSON.stringify(machine({ B: { Type: 'Succeed' } })),
      roleArn: role,
    };
    await expect(call('CreateStateMachine', other)).rejects.toMatchObject({
      name: 'StateMachineAlreadyExists',
    });
  });

  test('an update takes effect for new executions', async () => {
    const { clock, stateMachineArn, call, start } = await given();
    const definition = JSON.stringify(machine({ B: { Type: 'Succeed' } }));
    await call('UpdateStateMachine', { stateMachineArn, definition });
    await start('new');
    await clock.idle();
    expect(await call('DescribeStateMachine', { stateMachineArn })).toMatchObject({
      definition,
      name: 'machine',
      type: 'STANDARD',
    });
    const { executions } = await call('ListExecutions', { stateMachineArn });
    expect(executions).toMatchObject([{ name: 'new', status: 'SUCCEEDED' }]);
  });

  test.each([
    ['CreateStateMachine', { name: 'a b', definition: '{}', roleArn: role }, 'InvalidName'],
    [
      'CreateStateMachine',
      { name: 'x', definition: '{}', roleArn: role, type: 'EXPRESS' },
      'StateMachineTypeNotSupported',
    ],
    ['CreateStateMachine', { name: 'x' }, 'ValidationException'],
    [
      'DescribeStateMachine',
      { stateMachineArn: 'arn:aws:states:eu-west-1:111122223333:stateMachine:none' },
      'StateMachineDoesNotExist',
    ],
    ['DescribeStateMachine', { stateMachineArn: 'machine' }, 'InvalidArn'],
    [
      'DescribeExecution',
      { executionArn: 'arn:aws:states:eu-west-1:111122223333:execution:machine:none' },
      'ExecutionDoesNotExist',
    ],
    ['DescribeExecution', { executionArn: 'none' }, 'InvalidArn'],
    [
      'UpdateStateMachine',
      { stateMachineArn: 'arn:aws:states:eu-west-1:111122223333:stateMachine:machine' },
      'MissingRequiredParameter',
    ],
    ['ListStateMachines', { nextToken: 'rubbish' }, 'InvalidToken'],
    ['RedriveExecution', {}, 'UnknownOperationException'],
  ])('%s of %j is refused as %s', async (operation, input, name) => {
    const { call } = await given();
    await expect(call(operation, input)).rejects.toMatchObject({ name, status: 400 });
  });

  test('are listed in pages; tags are accepted', async () => {
    const { service, call } = await given();
    await createMachine(service, wait, 'second');
    const first = await call('ListStateMachines', { maxResults: 1 });
    expect(first.stateMachines).toMatchObject([{ name: 'machine' }]);
    const rest = await call('ListStateMachines', { nextToken: first.nextToken });
    expect(rest).toMatchObject({ stateMachines: [{ name: 'second' }] });
    expect(rest).not.toHaveProperty('nextToken');
    expect(await call('TagResource', { resourceArn: 'x', tags: [] })).toEqual({});
  });
});

describe('StartExecution', () => {
  test('with the same name and input gives the running execution back', async () => {
    const { clock, call, start, stateMachineArn, service } = await given();
    const first = await start('one', '{"a":1}');
    await clock.advance(SECOND);
    expect(await start('one', '{"a":1}')).toEqual(first);
    expect((await call('ListExecutions', { stateMachineArn })).executions).toHaveLength(1);
    expect(service.transitions()).toBe(1);
  });

  test('with the same name and input, twice at once, starts one execution', async () => {
    const { start, service } = await given();
    const [first, second] = await Promise.all([start('one'), start('one')]);
    expect(second).toEqual(first);
    expect(service.transitions()).toBe(1);
  });

  test('with the same name and another input, or after the end, is refused', async () => {
    const { clock, start } = await given();
    await start('one');
    await expect(start('one', '{"a":1}')).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
    await clock.advance(60 * SECOND);
    await expect(start('one')).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
  });

  test('may use a name again after 90 days', async () => {
    const { clock, start } = await given();
    await start('one');
    await clock.advance(60 * SECOND + 90 * DAY - 1);
    await expect(start('one')).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
    await clock.advance(1);
    expect(await start('one')).toMatchObject({ startDate: new Date(clock.now()) });
  });

  test('without a name makes one up', async () => {
    const { call, stateMachineArn } = await given();
    const { executionArn } = await call('StartExecution', { stateMachineArn });
    expect(executionArn).toMatch(/:execution:machine:[0-9a-f-]{36}$/);
  });

  test.each(['', 'x'.repeat(81), 'a b', 'a/b', 'a:b', 'a*', 'a<b', 'a"b', 'tab\t', 'a#b', 'a\u0000'])(
    'refuses the name %j',
    async (name) => {
      const { start } = await given();
      await expect(start(name)).rejects.toMatchObject({ name: 'InvalidName' });
    },
  );

  test.each([
    ['{', 'InvalidExecutionInput'],
    ['', 'InvalidExecutionInput'],
    [JSON.stringify('x'.repeat(262_144)), 'ValidationException'],
  ])('refuses the input %.5s as %s', async (input, name) => {
    const { start } = await given();
    await expect(start('one', input)).rejects.toMatchObject({ name });
  });
});

describe('executions', () => {
  test('are listed newest first, by status and in pages', async () => {
    const { clock, call, start, stateMachineArn } = await given();
    for (const name of ['a', 'b', 'c']) {
      await start(name);
      await clock.advance(30 * SECOND);
    }
    const list = async (input: Record<string, unknown>) => {
      const { executions, nextToken } = await call('ListExecutions', { stateMachineArn, ...input });
      return { names: (executions as { name: string }[]).map(({ name }) => name), nextToken };
    };
    expect(await list({ statusFilter: 'RUNNING' })).toEqual({ names: ['c'], nextToken: undefined });
    expect(await list({ statusFilter: 'SUCCEEDED' })).toEqual({ names: ['b', 'a'], nextToken: undefined });
    const first = await list({ maxResults: 2 });
    expect(first.names).toEqual(['c', 'b']);
    await start('d');
    expect(await list({ nextToken: first.nextToken })).toEqual({ names: ['a'], nextToken: undefined });
    await expect(list({ statusFilter: 'ASLEEP' })).rejects.toMatchObject({ name: 'ValidationException' });
  });

  test('stop once; stopping again changes nothing', async () => {
    const { clock, call, start } = await given();
    const { executionArn } = await start('one');
    await clock.advance(SECOND);
    const stopped = await call('StopExecution', { executionArn, error: 'Withdrawn', cause: 'by hand' });
    await clock.advance(DAY);
    expect(await call('StopExecution', { executionArn, error: 'Other' })).toEqual(stopped);
    expect(await call('DescribeExecution', { executionArn })).toMatchObject({
      status: 'ABORTED',
      error: 'Withdrawn',
      cause: 'by hand',
      stopDate: new Date(NEW_YEAR + SECOND),
    });
  });

  test('have a history that is numbered, paged, reversible, and given without data on request', async () => {
    const { clock, call, start } = await given();
    const { executionArn } = await start('one', '{"secret":1}');
    await clock.advance(60 * SECOND);
    const { events } = await call('GetExecutionHistory', { executionArn });
    expect(events).toMatchObject([
      { id: 1, type: 'ExecutionStarted', previousEventId: 0, timestamp: new Date(NEW_YEAR) },
      { id: 2, type: 'WaitStateEntered', previousEventId: 1 },
      { id: 3, type: 'WaitStateExited', previousEventId: 2, timestamp: new Date(NEW_YEAR + 60 * SECOND) },
      { id: 4, type: 'ExecutionSucceeded', previousEventId: 3 },
    ]);
    const last = await call('GetExecutionHistory', { executionArn, reverseOrder: true, maxResults: 1 });
    expect(last.events).toMatchObject([{ id: 4 }]);
    const next = await call('GetExecutionHistory', {
      executionArn,
      reverseOrder: true,
      nextToken: last.nextToken,
    });
    expect((next.events as { id: number }[]).map(({ id }) => id)).toEqual([3, 2, 1]);
    const bare = await call('GetExecutionHistory', { executionArn, includeExecutionData: false });
    expect(JSON.stringify(bare)).not.toContain('secret');
    expect(JSON.stringify(events)).toContain('secret');
  });

  test('that ended are kept up to 2,000; a forgotten name stays taken', async () => {
    const clock = new VirtualClock({ ticking: false, now: NEW_YEAR });
    const section = memorySection();
    const service = stepFunctions({ clock, section });
    const stateMachineArn = await createMachine(service, machine({ A: { Type: 'Succeed' } }));
    const start = (name: string) =>
      service.call({ operation: 'StartExecution', input: { stateMachineArn, name } });
    const first = await start('first');
    await clock.advance(SECOND);
    await Promise.all(Array.from({ length: 2_000 }, (_, index) => start(`n${index}`)));
    await clock.idle();
    const describeFirst = service.call({
      operation: 'DescribeExecution',
      input: { executionArn: first.executionArn },
    });
    await expect(describeFirst).rejects.toMatchObject({ name: 'ExecutionDoesNotExist' });
    await expect(start('first')).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
    const again = stepFunctions({ clock, section });
    const restarted = again.call({ operation: 'StartExecution', input: { stateMachineArn, name: 'first' } });
    await expect(restarted).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
  });
});
