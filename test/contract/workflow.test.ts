import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  ListExecutionsCommand,
  SFNClient,
} from '@aws-sdk/client-sfn';
import { StepFunctionsWorkflow } from '../../aws/step-functions-workflow';
import { HOUR } from '../../core/model/instant';
import type { Workflow } from '../../core/ports/workflow';
import { memorySection } from '../../local/aws/service';
import { StepFunctionsService } from '../../local/aws/step-functions/service';
import { VirtualClock } from '../../local/clock';
import { FakeWorkflow, START } from '../support/fakes';
import { emulate } from './support/endpoint';
import { type Backend, onEach } from './support/ledger-bench';

type Bench = {
  readonly workflow: Workflow;
  /** Names of the executions of both machines. */
  readonly names: () => Promise<string[]>;
  /** A token that something waits for. */
  readonly waiting: () => Promise<string>;
  readonly close: () => Promise<void>;
};

function fake(): Bench {
  const workflow = new FakeWorkflow();
  return {
    workflow,
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
  const executions = async (stateMachineArn: string) =>
    (await client.send(new ListExecutionsCommand({ stateMachineArn }))).executions ?? [];
  return {
    workflow,
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
});
