import type { WebConfig } from '../contract/web-config';

/** Files of the web app by their path, without a slash at the beginning. */
export type WebFiles = Readonly<Record<string, Uint8Array>>;

const PAGE = 'index.html';
const HEAD = '<head>';

/** What was built is not the web app; the message says why. */
export class UnusableWebBuildError extends Error {
  override name = 'UnusableWebBuildError' as const;
}

/**
 * The files of one installation: those of the build, `config.json`, and in the page the exact hosts that it may speak to. Throws
 * `UnusableWebBuildError`.
 */
export function filesFor(build: WebFiles, config: WebConfig): WebFiles {
  const page = build[PAGE];
  if (!page) throw new UnusableWebBuildError(`The build has no ${PAGE}.`);
  const text = new TextDecoder().decode(page);
  const [before, after, ...more] = text.split(HEAD);
  if (before === undefined || after === undefined || more.length > 0)
    throw new UnusableWebBuildError(`${PAGE} has not exactly one ${HEAD}.`);
  const encoder = new TextEncoder();
  return {
    ...build,
    [PAGE]: encoder.encode(`${before}${HEAD}${connections(config)}${after}`),
    'config.json': encoder.encode(`${JSON.stringify(config, null, 2)}\n`),
  };
}

/**
 * The headers of the hosting are written before the API exists and name all APIs of the Region. A policy in the page holds beside that of
 * the headers: what both allow is allowed.
 */
function connections(config: WebConfig): string {
  const origins = originsOf(config).join(' ');
  return `<meta http-equiv="Content-Security-Policy" content="connect-src 'self' ${origins}" />`;
}

/** Origins beside its own that the app speaks to: the API, the sign-in pages, and where tokens are renewed. */
export function originsOf(config: WebConfig): string[] {
  const { region, userPoolEndpoint = `https://cognito-idp.${region}.amazonaws.com` } = config;
  return [config.apiUrl, `https://${config.signInDomain}`, userPoolEndpoint].map(originOf);
}

const originOf = (url: string): string => /^https?:\/\/[^/]+/.exec(url)?.[0] ?? url;
