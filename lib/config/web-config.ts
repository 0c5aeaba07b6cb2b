import { IDENTITY_PROVIDER, type WebConfig } from '../../core/contract/web-config';
import type { Config } from './config';
import { partitionOf, userPoolEndpoint } from './sign-in-hosts';

/** What a deployment knows of its own app; `appUrl` has no slash at its end. */
export type WebPlaces = Pick<
  WebConfig,
  'region' | 'apiUrl' | 'userPoolId' | 'userPoolClientId' | 'signInDomain'
> & { readonly appUrl: string };

/** What the web app of an installation reads at run time. */
export function webConfigOf({ appUrl, ...places }: WebPlaces): WebConfig {
  const { region } = places;
  return {
    ...places,
    ...(partitionOf(region) === 'aws' ? {} : { userPoolEndpoint: userPoolEndpoint(region) }),
    identityProvider: IDENTITY_PROVIDER,
    redirectUri: `${appUrl}/`,
  };
}

/** Where people open the app, as far as the configuration knows it, without a slash at its end. */
export function configuredUrl({ url, domain }: Config['web']): string | undefined {
  if (!domain) return url;
  return `https://${domain.prefix === '' ? '' : `${domain.prefix}.`}${domain.name}`;
}
