import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Activity } from '../../../lib/config/activity';
import type { Config } from '../../../lib/config/config';
import { addLogArchive, addStacks } from '../../../lib/add-stacks';
import { isElsewhere } from '../../../lib/config/trail-home';
import type { Builds } from '../../../lib/installation';
import { EXAMPLE_CONFIG, readConfig } from '../../../lib/config/read-config';
import { functions } from '../../../lambdas/functions';

const ROOT = join(__dirname, '..', '..', '..');

/** How an app is made for tests. */
type AppOptions = {
  /** What its context has beside the feature flags. */
  readonly context?: Readonly<Record<string, unknown>>;
  /** Whether the CDK validates the templates, which takes longer than all the rest; it is done once, for all options. @default false */
  readonly validated?: boolean;
};

/** An app with the feature flags of `cdk.json` and with paths in its templates. */
export function cdkApp({ context: more, validated = false }: AppOptions = {}): App {
  const { context } = JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8')) as { context: object };
  return new App({
    outdir: mkdtempSync(join(tmpdir(), 'hourglass-cdk-')),
    analyticsReporting: false,
    builtinCloudFormationValidation: validated,
    context: { ...context, 'aws:cdk:enable-path-metadata': true, ...more },
  });
}

/** A file in the place of each bundle and of the web app: what a template says does not depend on what is in them. */
export function stubBundles(): Builds {
  const folder = mkdtempSync(join(tmpdir(), 'hourglass-builds-'));
  const builds = { lambdas: join(folder, 'lambdas'), web: join(folder, 'web') };
  for (const name of Object.keys(functions)) {
    mkdirSync(join(builds.lambdas, name), { recursive: true });
    writeFileSync(join(builds.lambdas, name, 'index.js'), `exports.handler = () => '${name}';\n`);
  }
  mkdirSync(builds.web);
  writeFileSync(join(builds.web, 'index.html'), '<!doctype html><html><head></head></html>\n');
  return builds;
}

/** The example configuration, with changes. */
export function exampleConfig(changes: Partial<Config> = {}): Config {
  return { ...readConfig(EXAMPLE_CONFIG), ...changes };
}

/** A trail whose bucket is where the installation is, so that all stacks are in one account. */
export const TRAIL_AT_HOME = Activity.parse({
  source: 'athena',
  trail: { bucket: 'organization-trail', organizationId: 'o-exampleorgid' },
});

/** The example with everything that is off by default: what the checks of all templates are to see as well. Add what you add. */
export function everyOption(): Config {
  return exampleConfig({
    hardEnd: 'permission-set',
    auditArchive: { mode: 'compliance', years: 7 },
    kmsKeyArn: 'arn:aws:kms:eu-west-1:111122223333:key/6f1f4f5e-3c1b-4d5a-9d1e-2b7a4c9e8f10',
    permissionsBoundary: 'Boundary',
    signIn: { ...exampleConfig().signIn, threatProtection: 'enforced', waf: true },
    web: { hosting: 'amplify', domain: { name: 'example.com', prefix: 'access' } },
    managementAccount: '999988887777',
    machines: [{ name: 'pipeline', scopes: ['requests.read', 'requests.write'] }],
    activity: TRAIL_AT_HOME,
  });
}

/** Adds the stacks of every account. */
export function addEverything(app: App, config: Config): void {
  addStacks(app, config, stubBundles());
  const { activity } = config;
  if (activity.source === 'athena' && isElsewhere(config, activity.trail)) addLogArchive(app, config);
}

/** Synthesizes the installation into a folder, which it returns. */
export function synthesize(config: Config = exampleConfig(), options?: AppOptions): string {
  const app = cdkApp(options);
  addEverything(app, config);
  return app.synth().directory;
}
