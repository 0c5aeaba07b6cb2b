import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  type SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { z } from 'zod';
import { EndingInput } from '../core/contract/workflow';
import type { Executions, ExecutionState } from '../core/ports/executions';
import { leaseExecution } from './execution-names';

/** ARNs of the state machines that the reconciler looks after. */
export type LookedAfter = { readonly leaseArn: string; readonly endingArn: string };

/** Executions in Step Functions, as the reconciler asks for them. */
export class StepFunctionsExecutions implements Executions {
  constructor(
    private readonly client: SFNClient,
    private readonly machines: LookedAfter,
  ) {}

  async leaseState(leaseId: string, attempt?: number): Promise<ExecutionState> {
    const executionArn = executionArnOf(this.machines.leaseArn, leaseExecution(leaseId, attempt));
    try {
      const { status } = await this.client.send(new DescribeExecutionCommand({ executionArn }));
      if (status === 'RUNNING') return 'running';
      return status === 'SUCCEEDED' ? 'ended' : 'lost';
    } catch (error) {
      if (error instanceof ExecutionDoesNotExist) return 'never';
      throw error;
    }
  }

  async startEnding(ending: Parameters<Executions['startEnding']>[0]): Promise<'running' | 'over'> {
    const input: z.input<typeof EndingInput> = { task: ending.task };
    try {
      await this.client.send(
        new StartExecutionCommand({
          stateMachineArn: this.machines.endingArn,
          name: `${ending.name}-${ending.attempt}`,
          input: JSON.stringify(EndingInput.parse(input)),
        }),
      );
      return 'running';
    } catch (error) {
      // The same name and input as one that runs is no error: https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
      if (error instanceof ExecutionAlreadyExists) return 'over';
      throw error;
    }
  }
}

/** `arn:…:stateMachine:<machine>` → `arn:…:execution:<machine>:<name>` */
function executionArnOf(stateMachineArn: string, name: string): string {
  return `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;
}
