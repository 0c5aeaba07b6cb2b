import { App } from 'aws-cdk-lib';
import { addLogArchive, addStacks } from '../lib/add-stacks';
import type { Config } from '../lib/config/config';
import { ConfigError } from '../lib/config/config-error';
import { readConfig } from '../lib/config/read-config';
import { buildWeb, DEPLOYED_WEB } from '../scripts/build';
import { buildLambdas, LAMBDA_FOLDER } from '../scripts/bundles';

/**
 * Reads the configuration (`-c config=<file>`, else `hourglass.config.json`, else the example; `-c hourglass.<key>=<value>`) and makes the stacks;
 * `-c place=log-archive` those of that account instead.
 */
async function main(): Promise<void> {
  const app = new App();
  const file: unknown = app.node.tryGetContext('config');
  const context: Record<string, unknown> = app.node.getAllContext();
  const config = readConfig(typeof file === 'string' ? file : undefined, context);
  await addThose(app, config, app.node.tryGetContext('place'));
  app.synth();
}

async function addThose(app: App, config: Config, place: unknown): Promise<void> {
  if (place === 'log-archive') return addLogArchive(app, config);
  if (place !== undefined)
    throw new ConfigError(`place must be log-archive, or absent (found ${JSON.stringify(place)})`);
  await Promise.all([buildLambdas(), buildWeb(DEPLOYED_WEB)]);
  addStacks(app, config, { lambdas: LAMBDA_FOLDER, web: DEPLOYED_WEB.folder });
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}\n`);
  process.exitCode = 1;
});
