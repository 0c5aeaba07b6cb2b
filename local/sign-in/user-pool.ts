import { randomUUID } from 'node:crypto';
import type { Section } from '../aws/service';
import { problemPage } from '../pages/page';
import { redirect } from '../pages/request';
import { type Router, routes } from '../pages/routes';
import { authorize } from './authorize';
import type { AppClient } from './clients';
import { ExpiringMap } from './expiring-map';
import { idpResponse } from './idp-response';
import { jsonAnswer } from './oauth-answers';
import type { PreToken } from './pre-token';
import { RefreshTokens } from './refresh-tokens';
import type { Pool } from './token-claims';
import { revokeEndpoint, tokenEndpoint } from './token-endpoint';
import { TokenMint, type TokenSet } from './token-mint';
import { type Jwks, TokenSigner } from './token-signer';
import { userPoolApi } from './user-pool-api';
import type { TrustedProvider, UserPoolContext } from './user-pool-context';

const FIVE_MINUTES = 5 * 60 * 1000;

/** What a user pool is made of. */
export type UserPoolOptions = Pool & {
  /** Path in front of all endpoints, such as `/auth`. @default '' */
  readonly basePath?: string;
  readonly clients: readonly AppClient[];
  readonly origins: readonly string[];
  readonly identityProvider: TrustedProvider;
  readonly preToken: PreToken;
  /** Keeps the signing key. */
  readonly keys: Section;
  /** Keeps the refresh tokens. */
  readonly sessions: Section;
  /** Knows a person by user name, for `issueTokensFor`. */
  readonly findPerson: (userName: string) => Promise<{ userName: string; email: string } | undefined>;
  /** Real time, epoch milliseconds. */
  readonly now: () => number;
};

/** Nobody with this user name exists. */
export class UnknownPersonError extends Error {
  override readonly name = 'UnknownPersonError' as const;
}

/** The endpoints of an Amazon Cognito user pool with one SAML identity provider. */
export class UserPool {
  readonly route: Router;
  readonly #context: UserPoolContext;
  readonly #options: UserPoolOptions;

  constructor(options: UserPoolOptions) {
    const { now, clients, origins, identityProvider, basePath = '' } = options;
    const pool = { region: options.region, poolId: options.poolId, providerName: options.providerName };
    const signer = new TokenSigner(options.keys);
    const refreshTokens = new RefreshTokens(options.sessions, now);
    const mint = new TokenMint(pool, signer, refreshTokens, options.preToken, now);
    const pending: UserPoolContext['pending'] = new ExpiringMap(FIVE_MINUTES, now);
    const codes: UserPoolContext['codes'] = new ExpiringMap(FIVE_MINUTES, now);
    this.#options = options;
    this.#context = {
      basePath,
      clients,
      origins,
      identityProvider,
      mint,
      signer,
      refreshTokens,
      pending,
      codes,
      now,
    };
    this.route = poolRoutes(this.#context);
  }

  /** The public keys that check this pool's tokens. */
  jwks(): Promise<Jwks> {
    return this.#context.signer.jwks();
  }

  /** The tokens that the web app would hold if this person signed in: for scripts, through the same trigger. */
  async issueTokensFor(userName: string): Promise<TokenSet> {
    const person = await this.#options.findPerson(userName);
    if (!person) throw new UnknownPersonError(`Nobody has the user name ${userName}.`);
    const client = this.#context.clients.find((one) => one.kind === 'web');
    if (!client) throw new UnknownPersonError('No application signs people in.');
    const { mint, now } = this.#context;
    const grant = {
      userName: person.userName,
      email: person.email,
      clientId: client.clientId,
      scopes: client.scopes,
      authTime: Math.floor(now() / 1000),
      originJti: randomUUID(),
    };
    return mint.signIn(grant, await mint.overridesFor(grant, 'TokenGeneration_HostedAuth'));
  }
}

function poolRoutes(context: UserPoolContext): Router {
  const { basePath } = context;
  const jwks = async () => jsonAnswer(await context.signer.jwks());
  return routes({
    [`GET ${basePath}/oauth2/authorize`]: (request) => authorize(request, context),
    [`POST ${basePath}/saml2/idpresponse`]: (request) => idpResponse(request, context),
    [`POST ${basePath}/oauth2/token`]: (request) => tokenEndpoint(request, context),
    [`POST ${basePath}/oauth2/revoke`]: (request) => revokeEndpoint(request, context),
    [`POST ${basePath}/cognito-idp/`]: (request) => userPoolApi(request, context),
    [`GET ${basePath}/logout`]: async (request) => logout(request, context),
    [`GET ${basePath}/.well-known/jwks.json`]: jwks,
    [`GET ${basePath}/${context.mint.pool.poolId}/.well-known/jwks.json`]: jwks,
  });
}

// The pool holds no session of its own, so that there is nothing to end here; refresh tokens end by revocation.
function logout(request: Request, context: UserPoolContext): Response {
  const query = new URL(request.url).searchParams;
  const client = context.clients.find((one) => one.clientId === query.get('client_id'));
  const uri = query.get('logout_uri') ?? '';
  if (client?.kind === 'web' && client.logoutUris.includes(uri)) return redirect(uri);
  return problemPage(400, 'Unknown return address', 'The logout_uri is not one of the application’s own.');
}
