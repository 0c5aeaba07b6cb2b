import type { App } from 'aws-cdk-lib';
import { type Builds, Installation } from './installation';
import type { Config } from './config/config';
import { ApiStack } from './stacks/api-stack';
import { DataStack } from './stacks/data-stack';
import { IdentityStack } from './stacks/identity-stack';
import { PublishStack } from './stacks/publish-stack';
import { WatchStack } from './stacks/watch-stack';
import { WebStack } from './stacks/web-stack';
import { WorkflowStack } from './stacks/workflow-stack';

/** Adds the stacks of one installation, connected, in the order in which they are deployed. */
export function addStacks(app: App, config: Config, builds: Builds): void {
  const installation = new Installation(config, builds);
  const data = new DataStack(app, installation);
  const web = new WebStack(app, installation);
  const identity = new IdentityStack(app, installation, web.app.url);
  const workflow = new WorkflowStack(app, installation, data, web.app.url);
  const api = new ApiStack(app, installation, data, identity.signIn, workflow.auditSeal.rootKey, web.app.url);
  new PublishStack(app, installation, web.app, identity.signIn, api.url);
  // The API names the state machines without a reference to them.
  api.addStackDependency(workflow);
  new WatchStack(app, installation, api.apiId, web.app.url);
}
