import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ServiceError } from '../aws/service';
import type { StepFunctionsService } from '../aws/step-functions/service';
import { ACCOUNT_ID, functionArn } from '../places';

const ROOT = join(__dirname, '..', '..');

/** The tokens of the state machine files and the functions that they stand for. */
const FUNCTIONS = {
  AwaitDecisionFunction: 'await-decision',
  ExpireRequestFunction: 'expire-request',
  ActivateLeaseFunction: 'activate-lease',
  AwaitEndFunction: 'await-end',
  EndLeaseFunction: 'end-lease',
  HardEndFunction: 'hard-end',
} as const;

/** Creates the workflows from the files that are deployed, or brings them up to date. */
export async function createWorkflows(sfn: StepFunctionsService): Promise<void> {
  for (const name of ['approval', 'lease', 'ending']) await createWorkflow(sfn, name);
}

async function createWorkflow(sfn: StepFunctionsService, name: string): Promise<void> {
  const definition = readDefinition(name);
  const machine = {
    name: `hourglass-${name}`,
    definition,
    roleArn: `arn:aws:iam::${ACCOUNT_ID}:role/hourglass-${name}`,
  };
  try {
    await sfn.call({ operation: 'CreateStateMachine', input: machine });
  } catch (error) {
    if (!(error instanceof ServiceError) || error.name !== 'StateMachineAlreadyExists') throw error;
    const stateMachineArn = `arn:aws:states:eu-west-1:${ACCOUNT_ID}:stateMachine:hourglass-${name}`;
    await sfn.call({ operation: 'UpdateStateMachine', input: { stateMachineArn, definition } });
  }
}

function readDefinition(name: string): string {
  const text = readFileSync(join(ROOT, 'statemachines', `${name}.asl.json`), 'utf8');
  return Object.entries(FUNCTIONS).reduce(
    (filled, [token, fn]) => filled.replaceAll(`\${${token}}`, functionArn(fn)),
    text.replaceAll('${Partition}', 'aws'),
  );
}

/** The folder name of a function from its ARN or name. */
export function functionNameOf(arn: string): string {
  return (arn.split(':function:').at(-1) ?? arn).replace(/:.*$/, '').replace(/^hourglass-/, '');
}
