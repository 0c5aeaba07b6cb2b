import { join } from 'node:path';
import { Aws, RemovalPolicy } from 'aws-cdk-lib';
import { Grant } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { Installation } from '../installation';
import { acknowledgeWildcard } from './acknowledge';

const FOLDER = join(__dirname, '..', '..', 'statemachines');

/** What a workflow is made of. */
type WorkflowProps = {
  readonly installation: Installation;
  /** The file in `statemachines/`, without `.asl.json`. */
  readonly name: 'approval' | 'lease' | 'ending';
  /** The functions that the file calls, by the tokens that stand for them. */
  readonly functions: Readonly<Record<string, IFunction>>;
};

/** A state machine whose definition is a file of `statemachines/`, byte for byte; it may invoke the functions that it names. */
export class Workflow extends Construct {
  readonly stateMachine: StateMachine;

  constructor(scope: Construct, id: string, { installation, name, functions }: WorkflowProps) {
    super(scope, id);
    const stateMachineName = installation.nameOf(name);
    const arns = Object.entries(functions).map(([token, { functionArn }]) => [token, functionArn] as const);
    const destination = new LogGroup(this, 'Logs', {
      // This prefix keeps the account's policy for log delivery from growing with each state machine:
      // https://docs.aws.amazon.com/step-functions/latest/dg/bp-cwl.html
      logGroupName: `/aws/vendedlogs/states/${stateMachineName}`,
      retention: installation.config.logs.retentionDays,
      encryptionKey: installation.encryption.keyFor(this),
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.stateMachine = new StateMachine(this, 'StateMachine', {
      stateMachineName,
      stateMachineType: StateMachineType.STANDARD,
      definitionBody: DefinitionBody.fromFile(join(FOLDER, `${name}.asl.json`)),
      definitionSubstitutions: { Partition: Aws.PARTITION, ...Object.fromEntries(arns) },
      // Execution data holds task tokens.
      logs: { destination, level: LogLevel.ALL, includeExecutionData: false },
      tracingEnabled: true,
    });
    acknowledgeWildcard(this.stateMachine, {
      arn: '*',
      because:
        'Log delivery and X-Ray, which know no resources; nothing else is about everything: see test/infra/permissions.txt.',
    });
    Grant.addToPrincipal({
      grantee: this.stateMachine,
      actions: ['lambda:InvokeFunction'],
      resourceArns: arns.map(([, arn]) => arn),
    });
  }
}
