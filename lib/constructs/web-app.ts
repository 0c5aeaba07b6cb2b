import { Aws } from 'aws-cdk-lib';
import { CfnApp, CfnBranch } from 'aws-cdk-lib/aws-amplify';
import { Construct } from 'constructs';
import type { Installation } from '../installation';

/** The one branch; its name is part of the address. */
const BRANCH = 'main';

/** Whatever is not a file is the app's page, which finds its way by the address. */
const PAGES = String.raw`</^[^.]+$|\.(?!(css|gif|html|ico|jpg|js|json|map|png|svg|txt|webmanifest|woff|woff2)$)([^.]+$)/>`;

/** Where the web app is hosted: Amplify Hosting, without a connection to a repository. */
export class WebApp extends Construct {
  /** The address that people open, without a slash at its end. */
  readonly url: string;

  constructor(scope: Construct, id: string, installation: Installation) {
    super(scope, id);
    const { web, signIn } = installation.config;
    const app = new CfnApp(this, 'App', {
      name: installation.nameOf('web'),
      platform: 'WEB',
      customRules: [{ source: PAGES, target: '/index.html', status: '200' }],
      customHeaders: customHeaders(signIn.domainPrefix),
    });
    new CfnBranch(this, 'Branch', {
      appId: app.attrAppId,
      branchName: BRANCH,
      stage: 'PRODUCTION',
      enableAutoBuild: false,
      enablePullRequestPreview: false,
    });
    this.url = web.url ?? `https://${BRANCH}.${app.attrDefaultDomain}`;
  }
}

function customHeaders(domainPrefix: string): string {
  const headers = {
    'Content-Security-Policy': contentSecurityPolicy(domainPrefix),
    'Strict-Transport-Security': 'max-age=63072000; includeSubDomains',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'strict-origin-when-cross-origin',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    'Cross-Origin-Opener-Policy': 'same-origin',
  };
  // The file format of https://docs.aws.amazon.com/amplify/latest/userguide/setting-custom-headers.html
  const lines = Object.entries(headers).map(
    ([key, value]) => `      - key: '${key}'\n        value: "${value}"\n`,
  );
  return `customHeaders:\n  - pattern: '**'\n    headers:\n${lines.join('')}`;
}

/**
 * The API is not known yet when the web app is created (it allows the origin of the web app, which is known only then), so
 * the policy names the APIs of the Region.
 */
function contentSecurityPolicy(domainPrefix: string): string {
  const hosts = [
    `https://*.execute-api.${Aws.REGION}.${Aws.URL_SUFFIX}`,
    `https://${domainPrefix}.auth.${Aws.REGION}.amazoncognito.com`,
    `https://cognito-idp.${Aws.REGION}.${Aws.URL_SUFFIX}`,
  ];
  return [
    "default-src 'self'",
    "script-src 'self'",
    // The component library sets styles of its own.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    `connect-src 'self' ${hosts.join(' ')}`,
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ');
}
