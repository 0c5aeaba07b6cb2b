import type { WebConfig } from '../../../core/contract/web-config';

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
] as const satisfies (keyof WebConfig)[];

let loaded: WebConfig | undefined;

/** Fetches the configuration once, before anything else. */
export async function loadConfig(): Promise<WebConfig> {
  const response = await fetch('/config.json', { cache: 'no-cache' });
  if (!response.ok) throw new ConfigError(`The configuration could not be read (status ${response.status}).`);
  const config: WebConfig = await response.json();
  const missing = required.filter((key) => typeof config[key] !== 'string');
  if (missing.length > 0) throw new ConfigError(`The configuration lacks ${missing.join(', ')}.`);
  loaded = config;
  return config;
}

/** The configuration that `loadConfig` fetched. */
export function runtimeConfig(): WebConfig {
  if (!loaded) throw new ConfigError('The configuration is not loaded yet.');
  return loaded;
}
