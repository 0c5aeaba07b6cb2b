import { Construct } from 'constructs';
import type { Installation } from '../installation';
import type { DataStack } from '../stacks/data-stack';
import { AppFunction } from './app-function';
import { Workflow } from './workflow';

/** The wait for decisions. */
export class Approvals extends Construct {
  constructor(scope: Construct, id: string, installation: Installation, data: DataStack) {
    super(scope, id);
    const awaitDecision = new AppFunction(this, 'await-decision', installation);
    data.requests.grantRead(awaitDecision);
    data.requests.grantKeepTokens(awaitDecision);
    installation.stateMachines.grantAnswerApproval(awaitDecision);

    const expireRequest = new AppFunction(this, 'expire-request', installation);
    data.requests.grantRead(expireRequest);
    data.requests.grantWrite(expireRequest);
    data.audit.grantAppend(expireRequest);

    new Workflow(this, 'Workflow', {
      installation,
      name: 'approval',
      functions: {
        AwaitDecisionFunction: awaitDecision.function,
        ExpireRequestFunction: expireRequest.function,
      },
    });
  }
}
