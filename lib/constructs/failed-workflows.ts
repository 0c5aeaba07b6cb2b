import { EventField, Match, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import type { Installation } from '../installation';
import { FailureQueue } from './failure-queue';

/** Keeps the names of executions that did not succeed; the events have their input and output too, which stay out. */
export class FailedWorkflows extends Construct {
  constructor(scope: Construct, id: string, installation: Installation) {
    super(scope, id);
    const queue = new FailureQueue(this, 'Queue', installation, 'failed-workflows');
    const field = (name: string) => EventField.fromPath(`$.detail.${name}`);
    new Rule(this, 'Rule', {
      description: 'Workflows of Hourglass that failed, ran out of time or were stopped',
      eventPattern: {
        source: ['aws.states'],
        detailType: ['Step Functions Execution Status Change'],
        detail: {
          status: ['FAILED', 'TIMED_OUT', 'ABORTED'],
          stateMachineArn: Match.anyOf(
            ...['approval', 'lease', 'ending'].map((name) =>
              Match.suffix(`:stateMachine:${installation.nameOf(name)}`),
            ),
          ),
        },
      },
      targets: [
        new SqsQueue(queue, {
          message: RuleTargetInput.fromObject({
            kind: 'workflow',
            execution: field('name'),
            stateMachineArn: field('stateMachineArn'),
            status: field('status'),
          }),
        }),
      ],
    });
  }
}
