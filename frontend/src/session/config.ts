/** What the web app learns at run time, so that one build serves every installation. */
export type RuntimeConfig = {
  readonly apiUrl: string;
  readonly userPoolId: string;
  readonly userPoolClientId: string;
  /** Host (and path) of the sign-in pages, without a protocol. */
  readonly signInDomain: string;
  readonly identityProvider: string;
  readonly redirectUri: string;
  readonly region: string;
  /** Where tokens are renewed, when not at Amazon Cognito itself. */
  readonly userPoolEndpoint?: string;
};

/** `/config.json` is missing or incomplete. */
class ConfigError extends Error {
  override readonly name = 'ConfigError' as const;
}

const required = [
  'apiUrl',
  'userPoolId',
  'userPoolClientId',
  'signInDomain',
  'identityProvider',
  'redirectUri',
  'region',
] as const;

let loaded: RuntimeConfig | undefined;

/** Fetches the configuration once, before anything else. */
export async function loadConfig(): Promise<RuntimeConfig> {
  const response = await fetch('/config.json', { cache: 'no-cache' });
  if (!response.ok) throw new ConfigError(`The configuration could not be read (status ${response.status}).`);
  const config: RuntimeConfig = await response.json();
  const missing = required.filter((key) => typeof config[key] !== 'string');
  if (missing.length > 0) throw new ConfigError(`The configuration lacks ${missing.join(', ')}.`);
  loaded = config;
  return config;
}

/** The configuration that `loadConfig` fetched. */
export function runtimeConfig(): RuntimeConfig {
  if (!loaded) throw new ConfigError('The configuration is not loaded yet.');
  return loaded;
}
