import { MachineScope, tokenScope } from '../../core/contract/machine-scopes';
import {
  MACHINE_CLIENT_ID,
  MACHINE_CLIENT_SECRET,
  POOL_ID,
  PROVIDER_NAME,
  REGION,
  WEB_CLIENT_ID,
} from '../places';
import { IdentityProvider } from '../sign-in/identity-provider';
import { portal } from '../sign-in/portal';
import type { PortalDirectory } from '../sign-in/portal-directory';
import { PortalSessions } from '../sign-in/portal-sessions';
import { realNow } from '../sign-in/real-clock';
import { UserPool } from '../sign-in/user-pool';
import { type TokenVerifier, tokenVerifier } from '../sign-in/verify';
import type { Router } from '../pages/routes';
import type { StateFolder } from '../state-folder';

export const AUTH_PATH = '/auth';

/** Everything with which people and machines sign in on the laptop. */
export type SignIn = {
  readonly pool: UserPool;
  readonly sessions: PortalSessions;
  readonly verify: TokenVerifier;
  readonly portal: Router;
};

/** Builds the user pool, the portal's SAML identity provider and the check of tokens. */
export function openSignIn(options: {
  readonly state: StateFolder;
  readonly origins: readonly string[];
  readonly directory: PortalDirectory;
  readonly preToken: (event: unknown) => Promise<unknown>;
  readonly metadata: () => 'served' | 'gone' | 'expired';
}): SignIn {
  const { state, origins, directory } = options;
  const identityProvider = new IdentityProvider({
    entityId: 'urn:hourglass:access-portal',
    application: {
      audience: `urn:amazon:cognito:sp:${POOL_ID}`,
      acsUrls: origins.map((origin) => `${origin}${AUTH_PATH}/saml2/idpresponse`),
    },
    section: state.section('identity-provider'),
    now: realNow,
  });
  const names = { region: REGION, poolId: POOL_ID, providerName: PROVIDER_NAME };
  const pool = new UserPool({
    ...names,
    basePath: AUTH_PATH,
    clients: [
      {
        kind: 'web',
        clientId: WEB_CLIENT_ID,
        redirectUris: origins.map((origin) => `${origin}/`),
        logoutUris: origins.map((origin) => `${origin}/`),
        scopes: ['openid', 'email', 'profile'],
      },
      {
        kind: 'machine',
        clientId: MACHINE_CLIENT_ID,
        clientSecret: MACHINE_CLIENT_SECRET,
        scopes: MachineScope.options.map(tokenScope),
      },
    ],
    origins,
    identityProvider,
    preToken: options.preToken,
    keys: state.section('token-keys'),
    sessions: state.section('refresh-tokens'),
    findPerson: async (userName) => (await directory.people()).find((person) => person.userName === userName),
    now: realNow,
  });
  const sessions = new PortalSessions(state.section('portal-sessions'), realNow);
  return {
    pool,
    sessions,
    verify: tokenVerifier({
      pool: names,
      clientIds: [WEB_CLIENT_ID, MACHINE_CLIENT_ID],
      jwks: () => pool.jwks(),
    }),
    portal: portal({
      directory,
      identityProvider,
      sessions,
      metadata: options.metadata,
      applicationUrl: '/?sign-in',
    }),
  };
}
