import { dynamoClient, sfnClient } from '../../../aws/clients';
import { DynamoTokens } from '../../../aws/dynamo-tokens';
import { StepFunctionsExecutions } from '../../../aws/step-functions-executions';
import { StepFunctionsWorkflow } from '../../../aws/step-functions-workflow';
import type { Ports } from '../../../core/usecases/deps';
import { type TableVariables, tablesOf } from './tables';

/** The state machines. */
export function workflowPorts(env: {
  readonly APPROVAL_STATE_MACHINE_ARN: string;
  readonly LEASE_STATE_MACHINE_ARN: string;
}): Pick<Ports, 'workflow'> {
  const machines = { approvalArn: env.APPROVAL_STATE_MACHINE_ARN, leaseArn: env.LEASE_STATE_MACHINE_ARN };
  return { workflow: new StepFunctionsWorkflow(sfnClient(), machines) };
}

/** The task tokens of waiting workflows. */
export function tokenPorts(env: TableVariables): Pick<Ports, 'tokens'> {
  return { tokens: new DynamoTokens(dynamoClient(), tablesOf(env)) };
}

/** The executions that the reconciler looks after. */
export function executionPorts(env: {
  readonly LEASE_STATE_MACHINE_ARN: string;
  readonly ENDING_STATE_MACHINE_ARN: string;
}): Pick<Ports, 'executions'> {
  const machines = { leaseArn: env.LEASE_STATE_MACHINE_ARN, endingArn: env.ENDING_STATE_MACHINE_ARN };
  return { executions: new StepFunctionsExecutions(sfnClient(), machines) };
}
