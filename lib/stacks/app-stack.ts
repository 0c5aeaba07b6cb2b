import { PermissionsBoundary, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { stackName } from '../config/stack-name';
import type { Installation } from '../installation';

/** A stack of one installation: `Hourglass-<stage>-<part>`, in its account and Region unless `other` says where. */
export abstract class AppStack extends Stack {
  protected readonly installation: Installation;

  protected constructor(
    scope: Construct,
    part: string,
    installation: Installation,
    description: string,
    other: Pick<StackProps, 'env' | 'synthesizer'> = {},
  ) {
    const { stage, account, region, tags, permissionsBoundary } = installation.config;
    super(scope, stackName({ stage }, part), {
      description: `Hourglass: ${description}`,
      env: { account, region },
      tags: { application: 'hourglass', stage, ...tags },
      // A policy is of one account.
      ...(permissionsBoundary !== undefined &&
        (other.env?.account ?? account) === account && {
          permissionsBoundary: boundaryOf(permissionsBoundary),
        }),
      ...other,
    });
    this.installation = installation;
  }
}

/** The managed policy, by its ARN or by its name in the account, beyond which no role of the stack can go. */
function boundaryOf(policy: string): PermissionsBoundary {
  return policy.startsWith('arn:')
    ? PermissionsBoundary.fromArn(policy)
    : PermissionsBoundary.fromName(policy);
}
