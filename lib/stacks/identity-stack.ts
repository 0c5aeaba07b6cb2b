import { CfnOutput } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { AppFunction } from '../constructs/app-function';
import { MachineClients } from '../constructs/machine-clients';
import { SignIn } from '../constructs/sign-in';
import type { Installation } from '../installation';
import { AppStack } from './app-stack';

/** Sign-in by Identity Center. */
export class IdentityStack extends AppStack {
  readonly signIn: SignIn;
  readonly machines: MachineClients;

  constructor(scope: Construct, installation: Installation, appUrl: string) {
    super(scope, 'Identity', installation, 'sign-in');
    const preToken = new AppFunction(this, 'pre-token', installation);
    installation.identityStore.grantFindPerson(preToken);
    this.signIn = new SignIn(this, 'SignIn', {
      config: installation.config.signIn,
      region: installation.config.region,
      firewallName: installation.nameOf('sign-in'),
      appUrl,
      preToken: preToken.function,
    });
    this.machines = new MachineClients(this, 'Machines', {
      userPool: this.signIn.userPool,
      machines: installation.config.machines,
    });
    const { userPoolId } = this.signIn.userPool;
    const { acsUrl } = this.signIn;
    new CfnOutput(this, 'UserPoolId', { value: userPoolId, description: 'The user pool' });
    new CfnOutput(this, 'WebClientId', {
      value: this.signIn.client.userPoolClientId,
      description: 'The web app in the user pool',
    });
    new CfnOutput(this, 'SamlAcsUrl', { value: acsUrl, description: 'ACS URL of the SAML application' });
    new CfnOutput(this, 'SamlAudience', {
      value: `urn:amazon:cognito:sp:${userPoolId}`,
      description: 'Audience of the SAML application',
    });
  }
}
