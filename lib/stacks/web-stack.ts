import { CfnOutput } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { WebApp } from '../constructs/web-app';
import type { Installation } from '../installation';
import { AppStack } from './app-stack';

/** The hosting of the web app; everything else is told its address. */
export class WebStack extends AppStack {
  readonly app: WebApp;

  constructor(scope: Construct, installation: Installation) {
    super(scope, 'Web', installation, 'hosting of the web app');
    this.app = new WebApp(this, 'WebApp', installation);
    if (this.app.domainRecord !== undefined)
      new CfnOutput(this, 'DomainRecord', {
        value: this.app.domainRecord,
        description: 'DNS record that proves to Amplify Hosting whose domain it is',
      });
    new CfnOutput(this, 'AppUrl', { value: this.app.url, description: 'Where people open the app' });
  }
}
