import { createHash, randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { memorySection, type Section } from '../../local/aws/service';
import { listener } from '../../local/pages/node-http';
import { firstOf, type Router } from '../../local/pages/routes';
import { IdentityProvider } from '../../local/sign-in/identity-provider';
import { portal } from '../../local/sign-in/portal';
import type { PortalDirectory, PortalPerson, Tile } from '../../local/sign-in/portal-directory';
import { PortalSessions } from '../../local/sign-in/portal-sessions';
import type { PreToken, PreTokenEvent } from '../../local/sign-in/pre-token';
import { UserPool } from '../../local/sign-in/user-pool';
import { tokenVerifier } from '../../local/sign-in/verify';

export const POOL = { region: 'eu-west-1', poolId: 'eu-west-1_LOCAL0001', providerName: 'IdentityCenter' };

export const ANN: PortalPerson = {
  userId: '906700a1b2-0001',
  userName: 'ann.lee',
  displayName: 'Ann Lee',
  email: 'ann.lee@example.com',
  groups: ['Platform'],
  enabled: true,
};
export const BOB: PortalPerson = {
  ...ANN,
  userId: '906700a1b2-0002',
  userName: 'bob',
  displayName: '<b>Bob & Söhne</b>',
  email: 'bob@example.com',
  groups: [],
};
export const DEE: PortalPerson = {
  ...ANN,
  userId: '906700a1b2-0003',
  userName: 'dee',
  displayName: 'Dee Gone',
  email: 'dee@example.com',
  enabled: false,
};

export const TILE: Tile = {
  accountId: '111122223333',
  accountName: 'payments-production',
  permissionSetArn: 'arn:aws:sso:::permissionSet/ssoins-1/ps-1',
  permissionSetName: 'ReadOnly',
};

/** The certificate is slow to make: one for all tests of a file. */
const certificate = memorySection();
const keys = memorySection();

export type Laptop = Awaited<ReturnType<typeof startLaptop>>;

type Setup = { preToken?: PreToken; sessions?: Section; portalSessions?: Section };

/** A user pool and a portal on a real port, with a directory that the test fills. */
export async function startLaptop(setup: Setup = {}) {
  const clock = { offset: 0 };
  const now = () => Date.now() + clock.offset;
  const used: { userId: string; tile: Tile; story: string }[] = [];
  const tiles = new Map<string, Tile[]>([[ANN.userId, [TILE]]]);
  const people = [ANN, BOB, DEE];
  const directory: PortalDirectory = {
    people: async () => people,
    tiles: async (userId) => tiles.get(userId) ?? [],
    useTile: async (userId, tile, story) => void used.push({ userId, tile, story }),
  };
  const events: PreTokenEvent[] = [];
  const preToken: PreToken = setup.preToken ?? (async (event) => (events.push(event), event));
  let route: Router = async () => undefined;
  const errors: unknown[] = [];
  const server = createServer(
    listener(
      (request) => route(request),
      (error) => errors.push(error),
    ),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const identityProvider = new IdentityProvider({
    entityId: 'https://portal.sso.eu-west-1.amazonaws.com/saml/assertion/local',
    application: {
      audience: `urn:amazon:cognito:sp:${POOL.poolId}`,
      acsUrls: [`${origin}/saml2/idpresponse`],
    },
    section: certificate,
    now,
  });
  const userPool = new UserPool({
    ...POOL,
    clients: [
      {
        kind: 'web',
        clientId: 'web',
        redirectUris: [`${origin}/`],
        logoutUris: [`${origin}/`],
        scopes: ['openid', 'email', 'hourglass/use'],
      },
      {
        kind: 'machine',
        clientId: 'robot',
        clientSecret: 's3cret',
        scopes: ['hourglass/file', 'hourglass/read'],
      },
    ],
    origins: [origin],
    identityProvider,
    preToken,
    keys,
    sessions: setup.sessions ?? memorySection(),
    findPerson: async (userName) => people.find((person) => person.userName === userName),
    now,
  });
  const sessions = new PortalSessions(setup.portalSessions ?? memorySection(), now);
  route = firstOf(
    userPool.route,
    portal({ directory, identityProvider, sessions, applicationUrl: '/?sign-in' }),
  );
  const verify = tokenVerifier({ pool: POOL, clientIds: ['web', 'robot'], jwks: () => userPool.jwks() });
  return {
    origin,
    userPool,
    verify,
    clock,
    people,
    tiles,
    used,
    events,
    errors,
    close: () => closeServer(server),
  };
}

/** A browser without a screen: keeps cookies, follows redirects when told to. */
export class Browser {
  readonly #cookies = new Map<string, string>();

  constructor(readonly origin: string) {}

  async get(url: string): Promise<Response> {
    return this.#send(url, { method: 'GET' });
  }

  async post(
    url: string,
    fields: Record<string, string>,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    return this.#send(url, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { origin: this.origin, ...headers },
    });
  }

  async #send(
    url: string,
    init: { method: string; body?: URLSearchParams; headers?: Record<string, string> },
  ): Promise<Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const target = new URL(url, this.origin);
    const response = await fetch(target, {
      ...init,
      redirect: 'manual',
      headers: { ...init.headers, cookie },
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      this.#cookies.set(name, value);
    }
    return response;
  }
}

/** A JSON body of the pool's endpoints; whichever members it has are strings. */
export async function bodyOf(response: Response | Promise<Response>) {
  type Body = { access_token: string; id_token: string; refresh_token: string; error: string };
  return (await (await response).json()) as Body;
}

/** The value of a hidden field, entities undone. */
export function field(markup: string, name: string): string {
  const value = new RegExp(`name="${name}" value="([^"]*)"`).exec(markup)?.[1];
  if (value === undefined)
    throw new Error(`No field ${name} in: ${markup.slice(markup.indexOf('<main'), 3000)}`);
  return value
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&');
}

export const VERIFIER = randomBytes(48).toString('base64url');

/** The query of /oauth2/authorize as the web app sends it. */
export function authorizeQuery(origin: string, changes: Record<string, string> = {}): string {
  const challenge = createHash('sha256').update(VERIFIER).digest('base64url');
  return new URLSearchParams({
    client_id: 'web',
    response_type: 'code',
    redirect_uri: `${origin}/`,
    identity_provider: 'IdentityCenter',
    scope: 'openid email hourglass/use',
    state: 'st4te-and more',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...changes,
  }).toString();
}

/** Goes from the application to the portal's signed answer, as `person`; the answer is not sent yet. */
export async function reachAnswer(laptop: Laptop, browser: Browser, person = ANN, changes = {}) {
  const started = await browser.get(`/oauth2/authorize?${authorizeQuery(laptop.origin, changes)}`);
  const sso = started.headers.get('location') ?? '';
  let shown = await (await browser.get(sso)).text();
  if (!shown.includes('name="SAMLResponse"')) {
    const chosen = await browser.post('/portal/person', {
      userId: person.userId,
      next: field(shown, 'next'),
    });
    shown = await (await browser.get(chosen.headers.get('location') ?? '')).text();
  }
  return { SAMLResponse: field(shown, 'SAMLResponse'), RelayState: field(shown, 'RelayState') };
}

/** The address that the application gets the browser back at. */
export async function reachCode(laptop: Laptop, browser: Browser, person = ANN, changes = {}): Promise<URL> {
  const response = await browser.post(
    '/saml2/idpresponse',
    await reachAnswer(laptop, browser, person, changes),
  );
  return new URL(response.headers.get('location') ?? '');
}

/** Asks the token endpoint with a code. */
export function exchange(
  browser: Browser,
  code: string,
  changes: Record<string, string> = {},
): Promise<Response> {
  return browser.post('/oauth2/token', {
    grant_type: 'authorization_code',
    client_id: 'web',
    redirect_uri: `${browser.origin}/`,
    code,
    code_verifier: VERIFIER,
    ...changes,
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
