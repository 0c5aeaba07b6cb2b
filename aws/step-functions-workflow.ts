import {
  ExecutionAlreadyExists,
  InvalidToken,
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';
import type { z } from 'zod';
import { ApprovalInput, LeaseInput } from '../core/contract/workflow';
import { toIso } from '../core/model/instant';
import type { Workflow } from '../core/ports/workflow';
import { leaseExecution } from './execution-names';

/** ARNs of the two state machines. */
export type StateMachines = { readonly approvalArn: string; readonly leaseArn: string };

/** The workflows in Step Functions; executions are named by request and lease, so a second start finds the first. */
export class StepFunctionsWorkflow implements Workflow {
  constructor(
    private readonly client: SFNClient,
    private readonly machines: StateMachines,
  ) {}

  async startApproval(request: Parameters<Workflow['startApproval']>[0]): Promise<void> {
    const { requestId, expiresAt } = request;
    const input: z.input<typeof ApprovalInput> = { requestId, expiresAt: toIso(expiresAt) };
    await this.#start(this.machines.approvalArn, requestId, ApprovalInput.parse(input));
  }

  async startLease(lease: Parameters<Workflow['startLease']>[0]): Promise<void> {
    const { requestId, leaseId, startsAt, endsAt, attempt } = lease;
    const name = leaseExecution(leaseId, attempt);
    const times = { startsAt: toIso(startsAt), endsAt: toIso(endsAt) };
    const input: z.input<typeof LeaseInput> = { requestId, leaseId, ...times };
    await this.#start(this.machines.leaseArn, name, LeaseInput.parse(input));
  }

  async succeed(
    token: string,
    output: Readonly<Record<string, string | number>>,
  ): Promise<'delivered' | 'gone'> {
    try {
      const input = { taskToken: token, output: JSON.stringify(output) };
      await this.client.send(new SendTaskSuccessCommand(input));
      return 'delivered';
    } catch (error) {
      if (isGone(error)) return 'gone';
      throw error;
    }
  }

  async #start(stateMachineArn: string, name: string, input: object): Promise<void> {
    try {
      await this.client.send(
        new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) }),
      );
    } catch (error) {
      if (!(error instanceof ExecutionAlreadyExists)) throw error;
    }
  }
}

const isGone = (error: unknown) =>
  error instanceof TaskTimedOut || error instanceof TaskDoesNotExist || error instanceof InvalidToken;
