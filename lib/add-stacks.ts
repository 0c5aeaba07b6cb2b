import type { App } from 'aws-cdk-lib';
import { type Builds, Installation } from './installation';
import { ConfigError } from './config/config-error';
import type { Config } from './config/config';
import { configuredUrl } from './config/web-config';
import { isElsewhere } from './config/trail-home';
import { ActivityStack } from './stacks/activity-stack';
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
  const { activity } = config;
  if (activity.source === 'athena' && !isElsewhere(config, activity.trail))
    new ActivityStack(app, installation, activity);
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

/** Adds the one stack that is deployed in the account that owns the bucket of the trail. Throws `ConfigError` when there is none. */
export function addLogArchive(app: App, config: Config): void {
  const { activity } = config;
  if (activity.source !== 'athena' || !isElsewhere(config, activity.trail))
    throw new ConfigError(
      'Nothing is to be deployed in a log archive: activity.trail.account names no other account.',
    );
  // Nothing of it is built before.
  new ActivityStack(app, new Installation(config, { lambdas: '', web: '' }), activity);
}
