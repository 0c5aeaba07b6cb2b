import { Aws } from 'aws-cdk-lib';
import { CfnApp, CfnBranch, CfnDomain } from 'aws-cdk-lib/aws-amplify';
import { Construct } from 'constructs';
import { CACHING, PAGES, securityHeaders } from '../../core/rules/web-headers';
import type { Config } from '../config/config';
import { signInHost, userPoolEndpoint } from '../config/sign-in-hosts';
import { configuredUrl } from '../config/web-config';
import type { Installation } from '../installation';
import type { FunctionWith } from './function-with';

/** The one branch; its name is part of the address. */
const BRANCH = 'main';

/** Where the web app is hosted: Amplify Hosting, without a connection to a repository. */
export class WebApp extends Construct {
  /** The address that people open, without a slash at its end. */
  readonly url: string;
  /** How files are served: a deployment takes it on, so a change of it needs a new one. */
  readonly serving: string;
  /** DNS record that proves to Amplify whose domain it is, if there is one. */
  readonly domainRecord: string | undefined;
  readonly #app: CfnApp;

  constructor(scope: Construct, id: string, installation: Installation) {
    super(scope, id);
    const { web } = installation.config;
    const headers = customHeaders(installation);
    this.#app = new CfnApp(this, 'App', {
      name: installation.nameOf('web'),
      platform: 'WEB',
      customRules: [{ source: `</${PAGES}/>`, target: '/index.html', status: '200' }],
      customHeaders: headers,
    });
    const branch = new CfnBranch(this, 'Branch', {
      appId: this.#app.attrAppId,
      branchName: BRANCH,
      stage: 'PRODUCTION',
      enableAutoBuild: false,
      enablePullRequestPreview: false,
    });
    this.serving = `${PAGES}\n${headers}`;
    this.domainRecord = web.domain && this.#addDomain(web.domain, branch).attrCertificateRecord;
    this.url = configuredUrl(web) ?? `https://${BRANCH}.${this.#app.attrDefaultDomain}`;
  }

  #addDomain({ name, prefix }: NonNullable<Config['web']['domain']>, branch: CfnBranch): CfnDomain {
    const domain = new CfnDomain(this, 'Domain', {
      appId: this.#app.attrAppId,
      domainName: name,
      subDomainSettings: [{ branchName: BRANCH, prefix }],
      enableAutoSubDomain: false,
    });
    domain.addResourceDependency(branch);
    return domain;
  }

  /** Lets `fn` publish the web app, and nothing else in Amplify; sets WEB_APP_ID and WEB_BRANCH. */
  grantPublish(fn: FunctionWith<'WEB_APP_ID' | 'WEB_BRANCH'>): void {
    fn.use('WEB_APP_ID', this.#app.attrAppId);
    fn.use('WEB_BRANCH', BRANCH);
    const branch = `arn:${Aws.PARTITION}:amplify:${Aws.REGION}:${Aws.ACCOUNT_ID}:apps/${this.#app.attrAppId}/branches/${BRANCH}`;
    // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amplify.html
    const because =
      'Amplify asks for the branch or for what is below it, by the path of the call; a deployment has no id before it is created.';
    const deployments = { arn: `${branch}/deployments/*`, because };
    fn.allow(['amplify:CreateDeployment', 'amplify:StartDeployment'], [branch, deployments]);
    const jobs = { arn: `${branch}/jobs/*`, because };
    fn.allow(['amplify:GetJob', 'amplify:ListJobs', 'amplify:StopJob'], [branch, jobs]);
  }
}

/** The file format of https://docs.aws.amazon.com/amplify/latest/userguide/setting-custom-headers.html */
function customHeaders(installation: Installation): string {
  const { region, signIn } = installation.config;
  const headers = securityHeaders([
    // The API is created after the web app, whose origin it allows: the page that is published names it alone.
    `https://*.execute-api.${Aws.REGION}.${Aws.URL_SUFFIX}`,
    `https://${signInHost(signIn.domainPrefix, region)}`,
    userPoolEndpoint(region).replace(/\/$/, ''),
  ]);
  const caching = Object.entries(CACHING).map(([pattern, value]) =>
    headersFor(pattern, { 'Cache-Control': value }),
  );
  return `customHeaders:\n${[headersFor('**', headers), ...caching].join('')}`;
}

function headersFor(pattern: string, headers: Readonly<Record<string, string>>): string {
  const lines = Object.entries(headers).map(
    ([key, value]) => `      - key: '${key}'\n        value: "${value}"\n`,
  );
  return `  - pattern: '${pattern}'\n    headers:\n${lines.join('')}`;
}
