import { CustomResource, Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { webConfigOf } from '../config/web-config';
import { AppFunction } from '../constructs/app-function';
import type { SignIn } from '../constructs/sign-in';
import type { WebApp } from '../constructs/web-app';
import { WebBuild } from '../constructs/web-build';
import type { Installation } from '../installation';
import { AppStack } from './app-stack';

/** Longer than the function takes, so that it is always the function that says what went wrong. */
const PATIENCE = Duration.minutes(15);

/** The last step of a deployment: the built web app goes online, told where the API and sign-in are. */
export class PublishStack extends AppStack {
  constructor(scope: Construct, installation: Installation, app: WebApp, signIn: SignIn, apiUrl: string) {
    super(scope, 'Publish', installation, 'puts the web app online');
    const publish = new AppFunction(this, 'publish-web', installation);
    const build = new WebBuild(this, 'Build', installation.builds.web);
    build.grantRead(publish);
    app.grantPublish(publish);
    // A second run after a time limit would publish what CloudFormation has given up.
    publish.function.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: PATIENCE });
    const published = new CustomResource(this, 'Published', {
      serviceToken: publish.function.functionArn,
      resourceType: 'Custom::HourglassWebApp',
      serviceTimeout: PATIENCE,
      properties: {
        Bucket: build.bucket,
        Key: build.key,
        Config: webConfigOf({
          region: installation.config.region,
          appUrl: app.url,
          apiUrl,
          userPoolId: signIn.userPool.userPoolId,
          userPoolClientId: signIn.client.userPoolClientId,
          signInDomain: signIn.host,
        }),
        Serving: app.serving,
      },
    });
    // The rights too: without them the first publication fails.
    published.node.addDependency(publish);
  }
}
