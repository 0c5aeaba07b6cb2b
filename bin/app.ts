import { App } from 'aws-cdk-lib';
import { addStacks } from '../lib/add-stacks';
import { readConfig } from '../lib/config/read-config';
import { buildWeb, DEPLOYED_WEB } from '../scripts/build';
import { buildLambdas, LAMBDA_FOLDER } from '../scripts/bundles';

/** Reads the configuration (`-c config=<file>`, else `hourglass.config.json`, else the example; `-c hourglass.<key>=<value>`) and makes the stacks. */
async function main(): Promise<void> {
  const app = new App();
  const file: unknown = app.node.tryGetContext('config');
  const context: Record<string, unknown> = app.node.getAllContext();
  const config = readConfig(typeof file === 'string' ? file : undefined, context);
  await Promise.all([buildLambdas(), buildWeb(DEPLOYED_WEB)]);
  addStacks(app, config, { lambdas: LAMBDA_FOLDER, web: DEPLOYED_WEB.folder });
  app.synth();
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}\n`);
  process.exitCode = 1;
});
