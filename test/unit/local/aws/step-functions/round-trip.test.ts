import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  ExecutionAlreadyExists,
  GetExecutionHistoryCommand,
  InvalidDefinition,
  InvalidToken,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
  TagResourceCommand,
  TaskTimedOut,
  UpdateStateMachineCommand,
  ValidateStateMachineDefinitionCommand,
} from '@aws-sdk/client-sfn';
import { HOUR, machine, named, stepFunctions, task, tokenTask } from '../../../../support/asl';
import { clientConfig, type Rig, standingClock, startRig } from '../harness';

const roleArn = 'arn:aws:iam::111122223333:role/workflow';
const everything = machine({
  Fails: task({
    TimeoutSeconds: 60,
    Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 1 }],
    Catch: [{ ErrorEquals: ['Busy'], Next: 'Broken' }],
    Next: 'Asks',
  }),
  Broken: task({
    Output: '{% $states.result.None %}',
    Catch: [{ ErrorEquals: ['States.ALL'], Assign: { why: '{% $states.errorOutput %}' }, Next: 'Pauses' }],
    Next: 'Asks',
  }),
  Pauses: { Type: 'Wait', Seconds: 60, Next: 'Sides' },
  Sides: {
    Type: 'Parallel',
    Branches: [{ StartAt: 'Side', States: { Side: { Type: 'Pass', End: true } } }],
    Next: 'Each',
  },
  Each: {
    Type: 'Map',
    Items: [1, 2],
    ItemProcessor: { StartAt: 'One', States: { One: { Type: 'Pass', End: true } } },
    Next: 'Late',
  },
  Late: tokenTask({
    TimeoutSeconds: 60,
    HeartbeatSeconds: 30,
    Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Asks' }],
    Next: 'Asks',
  }),
  Asks: tokenTask({ Next: 'Done' }),
  Done: { Type: 'Succeed' },
});

describe('through the real SFNClient', () => {
  const clock = standingClock();
  const tokens: string[] = [];
  let rig: Rig;
  let client: SFNClient;

  beforeAll(async () => {
    let calls = 0;
    const invoke = async (_name: string, payload: unknown): Promise<unknown> => {
      calls += 1;
      if (calls <= 2) throw named('Busy');
      if (typeof payload === 'object' && payload !== null && 'token' in payload)
        tokens.push(String(payload.token));
      return null;
    };
    rig = await startRig([stepFunctions({ clock, invoke })], clock);
    client = new SFNClient(clientConfig(rig.url));
  });

  afterAll(async () => {
    client.destroy();
    await rig.close();
  });

  test('every operation answers as the model says, and errors arrive as the classes of the SDK', async () => {
    const definition = JSON.stringify(everything);
    const created = await client.send(new CreateStateMachineCommand({ name: 'all', definition, roleArn }));
    const { stateMachineArn } = created;
    expect(created.creationDate).toEqual(new Date(clock.now()));
    await client.send(
      new TagResourceCommand({ resourceArn: stateMachineArn, tags: [{ key: 'a', value: 'b' }] }),
    );
    await client.send(new UpdateStateMachineCommand({ stateMachineArn, roleArn }));
    expect(await client.send(new DescribeStateMachineCommand({ stateMachineArn }))).toMatchObject({
      definition,
    });
    expect((await client.send(new ListStateMachinesCommand({}))).stateMachines).toHaveLength(1);
    expect((await client.send(new ValidateStateMachineDefinitionCommand({ definition }))).result).toBe('OK');

    const { executionArn } = await client.send(
      new StartExecutionCommand({ stateMachineArn, name: 'one', input: '{}' }),
    );
    await clock.advance(HOUR);
    const [late, taskToken] = tokens;
    const answer = new SendTaskSuccessCommand({ taskToken: late, output: '1' });
    await expect(client.send(answer)).rejects.toBeInstanceOf(TaskTimedOut);
    await client.send(new SendTaskHeartbeatCommand({ taskToken }));
    await client.send(new SendTaskSuccessCommand({ taskToken, output: '{"yes":true}' }));
    await clock.idle();
    const ended = await client.send(new DescribeExecutionCommand({ executionArn }));
    expect(ended).toMatchObject({
      status: 'SUCCEEDED',
      output: '{"yes":true}',
      stopDate: new Date(clock.now()),
    });

    const { events } = await client.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 }));
    const types = new Set(events?.map(({ type }) => type));
    for (const type of [
      'TaskFailed',
      'TaskTimedOut',
      'TaskSubmitted',
      'EvaluationFailed',
      'MapStateSucceeded',
    ] as const) {
      expect(types).toContain(type);
    }
    await expect(
      client.send(new StartExecutionCommand({ stateMachineArn, name: 'one' })),
    ).rejects.toBeInstanceOf(ExecutionAlreadyExists);
    await expect(
      client.send(new SendTaskFailureCommand({ taskToken: 'x', error: 'E' })),
    ).rejects.toBeInstanceOf(InvalidToken);
    await expect(
      client.send(new CreateStateMachineCommand({ name: 'bad', definition: '{}', roleArn })),
    ).rejects.toBeInstanceOf(InvalidDefinition);

    const second = await client.send(new StartExecutionCommand({ stateMachineArn, name: 'two' }));
    await client.send(
      new StopExecutionCommand({ executionArn: second.executionArn, error: 'E', cause: 'C' }),
    );
    const { executions } = await client.send(
      new ListExecutionsCommand({ stateMachineArn, statusFilter: 'ABORTED' }),
    );
    expect(executions).toMatchObject([{ name: 'two', status: 'ABORTED' }]);
    await client.send(new GetExecutionHistoryCommand({ executionArn: second.executionArn }));
    expect(rig.bugs).toEqual([]);
  });
});
