import type { App } from 'aws-cdk-lib';
import { type Builds, Installation } from './installation';
import type { Config } from './config/config';
import { ConfigError } from './config/config-error';
import { configuredUrl } from './config/web-config';
import { ApiStack } from './stacks/api-stack';
import { DataStack } from './stacks/data-stack';
import { IdentityStack } from './stacks/identity-stack';
import { ManagementStack } from './stacks/management-stack';
import { PublishStack } from './stacks/publish-stack';
import { WatchStack } from './stacks/watch-stack';
import { WebStack } from './stacks/web-stack';
import { WorkflowStack } from './stacks/workflow-stack';

/** Adds the stacks of one installation, connected, in the order in which they are deployed. */
export function addStacks(app: App, config: Config, builds: Builds): void {
  const installation = new Installation(config, builds);
  const data = new DataStack(app, installation);
  const web = config.web.hosting === 'amplify' ? new WebStack(app, installation) : undefined;
  const appUrl = web?.app.url ?? ownUrl(config);
  const identity = new IdentityStack(app, installation, appUrl);
  const workflow = new WorkflowStack(app, installation, data, appUrl);
  const api = new ApiStack(app, installation, data, identity, appUrl);
  // The API names the state machines without a reference to them.
  api.addStackDependency(workflow);
  new WatchStack(app, installation, api.apiId, appUrl);
  if (config.managementAccount !== undefined)
    new ManagementStack(app, config, config.managementAccount, builds);
  if (web) new PublishStack(app, installation, web.app, identity.signIn, api.url);
}

function ownUrl({ web }: Config): string {
  const url = configuredUrl(web);
  if (url === undefined) throw new ConfigError('web.url is missing: the app is hosted by somebody else.');
  return url;
}
