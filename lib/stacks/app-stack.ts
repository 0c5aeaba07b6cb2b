import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Installation } from '../installation';

/** A stack of one installation: `Hourglass-<stage>-<part>`, in its account and Region. */
export abstract class AppStack extends Stack {
  protected constructor(scope: Construct, part: string, installation: Installation, description: string) {
    const { stage, account, region } = installation.config;
    super(scope, `Hourglass-${stage}-${part}`, {
      description: `Hourglass: ${description}`,
      env: { account, region },
      tags: { application: 'hourglass', stage },
    });
  }
}
