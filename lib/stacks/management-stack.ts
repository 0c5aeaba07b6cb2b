import { CfnOutput, CustomResource, Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Config } from '../config/config';
import { AppFunction } from '../constructs/app-function';
import { type Builds, Installation } from '../installation';
import { AppStack } from './app-stack';

/** What nobody can do here, because it is of the organization and not of this installation. */
const LEFT_TO_DO =
  'An organization trail, trusted access of IAM Identity Center, and permission sets that are not provisioned in this account: see docs/DEPLOY.md';

/** The only thing that Hourglass does in the management account, with its credentials: it registers the delegated administrator. */
export class ManagementStack extends AppStack {
  constructor(scope: Construct, config: Config, managementAccount: string, builds: Builds) {
    super(
      scope,
      'Management',
      inAccount(config, managementAccount, builds),
      'registers the delegated administrator',
    );
    const { installation } = this;
    const register = new AppFunction(this, 'register-administrator', installation);
    installation.organization.grantRegisterAdministrator(register, managementAccount, config.account);
    register.function.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: Duration.minutes(5) });
    const registered = new CustomResource(this, 'Registered', {
      serviceToken: register.function.functionArn,
      resourceType: 'Custom::HourglassAdministrator',
      serviceTimeout: Duration.minutes(5),
      properties: { Account: config.account },
    });
    // The rights too: without them the first registration fails.
    registered.node.addDependency(register);
    new CfnOutput(this, 'LeftToDo', { value: LEFT_TO_DO, description: 'What else the organization needs' });
  }
}

/** The same installation in the management account, where its key and its boundary do not exist. */
function inAccount(config: Config, account: string, builds: Builds): Installation {
  const { kmsKeyArn: _key, permissionsBoundary: _boundary, ...rest } = config;
  return new Installation({ ...rest, account }, builds);
}
