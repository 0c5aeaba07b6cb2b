import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  ListExecutionsCommand,
  SFNClient,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { StepFunctionsExecutions } from '../../aws/step-functions-executions';
import { StepFunctionsWorkflow } from '../../aws/step-functions-workflow';
import { HOUR } from '../../core/model/instant';
import type { Executions } from '../../core/ports/executions';
import type { Workflow } from '../../core/ports/workflow';
import { memorySection } from '../../local/aws/service';
import { StepFunctionsService } from '../../local/aws/step-functions/service';
import { VirtualClock } from '../../local/clock';
import { FakeExecutions, FakeWorkflow, START } from '../support/fakes';
import { emulate } from './support/endpoint';
import { type Backend, onEach } from './support/ledger-bench';

type Bench = {
  readonly workflow: Workflow;
  readonly executions: Executions;
  /** Stops an execution by hand. */
  readonly stop: (machine: 'lease' | 'ending', name: string) => Promise<void>;
  /** Names of the executions of both machines. */
  readonly names: () => Promise<string[]>;
  /** A token that something waits for. */
  readonly waiting: () => Promise<string>;
  readonly close: () => Promise<void>;
};

function fake(): Bench {
  const workflow = new FakeWorkflow();
  const executions = new FakeExecutions(workflow);
  return {
    workflow,
    executions,
    stop: async (_machine, name) => void executions.stopped.add(name),
    names: async () => [...workflow.approvals.keys(), ...workflow.leases.keys()].sort(),
    waiting: async () => 'token',
    close: async () => {},
  };
}

/** A machine that waits for a token, as both of ours do. */
const WAITING = JSON.stringify({
  QueryLanguage: 'JSONata',
  StartAt: 'Wait',
  States: {
    Wait: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Arguments: { FunctionName: 'await', Payload: { token: '{% $states.context.Task.Token %}' } },
      End: true,
    },
  },
});

async function emulator(): Promise<Bench> {
  const clock = new VirtualClock({ ticking: false, now: START });
  const tokens: string[] = [];
  const service = new StepFunctionsService({
    timeline: clock,
    section: memorySection(),
    invoke: async (_name, payload) => void tokens.push((payload as { token: string }).token),
    partition: 'aws',
    region: 'eu-west-1',
    accountId: '111122223333',
  });
  const endpoint = await emulate([service], clock);
  const client = new SFNClient(endpoint.config);
  const make = async (name: string) => {
    const roleArn = 'arn:aws:iam::111122223333:role/workflow';
    const made = await client.send(new CreateStateMachineCommand({ name, definition: WAITING, roleArn }));
    return made.stateMachineArn!;
  };
  const machines = { approvalArn: await make('approval'), leaseArn: await make('lease') };
  const workflow = new StepFunctionsWorkflow(client, machines);
  const endingArn = await make('ending');
  const executionsOf = new StepFunctionsExecutions(client, { leaseArn: machines.leaseArn, endingArn });
  const executions = async (stateMachineArn: string) =>
    (await client.send(new ListExecutionsCommand({ stateMachineArn }))).executions ?? [];
  return {
    workflow,
    executions: executionsOf,
    stop: async (machine, name) => {
      const executionArn = `arn:aws:states:eu-west-1:111122223333:execution:${machine}:${name}`;
      await client.send(new StopExecutionCommand({ executionArn }));
    },
    names: async () => {
      const lists = [await executions(machines.approvalArn), await executions(machines.leaseArn)];
      const inputs = lists.flat().map(async ({ executionArn, name }) => {
        const { input } = await client.send(new DescribeExecutionCommand({ executionArn }));
        expect(JSON.parse(input!)).toMatchObject({ requestId: expect.stringMatching(/^r/) });
        return name!;
      });
      return (await Promise.all(inputs)).sort();
    },
    waiting: async () => {
      await workflow.startApproval({ requestId: 'r-waiting', expiresAt: START + HOUR });
      await clock.idle();
      return tokens.at(-1)!;
    },
    close: async () => {
      client.destroy();
      await endpoint.close();
    },
  };
}

const backends: readonly Backend<Bench>[] = [
  { name: 'the fake', open: async () => fake() },
  { name: 'the emulated Step Functions', open: emulator },
];

onEach(backends, (bench) => {
  test('starting twice does nothing; a new attempt is a new execution', async () => {
    const { workflow, names } = bench();
    const approval = { requestId: 'r1', expiresAt: START + HOUR };
    const lease = { requestId: 'r1', leaseId: 'l1', startsAt: START, endsAt: START + HOUR };
    await workflow.startApproval(approval);
    await workflow.startApproval({ ...approval, expiresAt: START + 2 * HOUR });
    await workflow.startLease(lease);
    await workflow.startLease(lease);
    expect(await names()).toEqual(['l1', 'r1']);
    await workflow.startLease({ ...lease, attempt: 7 });
    await workflow.startLease({ ...lease, attempt: 7 });
    expect(await names()).toEqual(['l1', 'l1-7', 'r1']);
  });

  test('a token is answered once; after that nobody waits', async () => {
    const { workflow, waiting } = bench();
    const token = await waiting();
    expect(await workflow.succeed(token, { signal: 'end' })).toBe('delivered');
    expect(await workflow.succeed(token, { signal: 'end' })).toBe('gone');
  });

  test('G3: tells whether a lease runs, under its own name or that of an attempt', async () => {
    const { workflow, executions, stop } = bench();
    const lease = { requestId: 'r1', leaseId: 'l1', startsAt: START, endsAt: START + HOUR };
    expect(await executions.leaseState('l1')).toBe('never');
    await workflow.startLease(lease);
    expect(await executions.leaseState('l1')).toBe('running');
    expect(await executions.leaseState('l1', 7)).toBe('never');
    await stop('lease', 'l1');
    expect(await executions.leaseState('l1')).toBe('lost');
    await workflow.startLease({ ...lease, attempt: 7 });
    expect(await executions.leaseState('l1', 7)).toBe('running');
  });

  test('G3: an ending is started once; one that was lost needs another attempt', async () => {
    const { executions, stop } = bench();
    const task = { kind: 'lease', requestId: 'r1', leaseId: 'l1' } as const;
    const start = (attempt: number) => executions.startEnding({ name: 'l1', attempt, task });
    expect(await start(1)).toBe('running');
    expect(await start(1)).toBe('running');
    await stop('ending', 'l1-1');
    expect(await start(1)).toBe('over');
    expect(await start(2)).toBe('running');
  });
});
