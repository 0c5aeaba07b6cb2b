import { randomUUID } from 'node:crypto';
import { SAML, ValidateInResponseTo } from '@node-saml/node-saml';
import { problemPage } from '../pages/page';
import { redirect } from '../pages/request';
import { scopesFor } from './clients';
import { type OAuthErrorCode, withQuery } from './oauth-answers';
import type { PendingSignIn, UserPoolContext } from './user-pool-context';

type Wish =
  | { readonly kind: 'page'; readonly title: string; readonly explanation: string }
  | {
      readonly kind: 'error';
      readonly redirectUri: string;
      readonly state?: string;
      readonly error: OAuthErrorCode;
      readonly text: string;
    }
  | { readonly kind: 'wish'; readonly wish: Omit<PendingSignIn, 'saml'> };

/** GET /oauth2/authorize: sends the browser to the identity provider with an AuthnRequest. */
export async function authorize(request: Request, pool: UserPoolContext): Promise<Response> {
  const url = new URL(request.url);
  if (!pool.origins.includes(url.origin)) {
    return problemPage(400, 'Unknown address', `Open Hourglass at ${pool.origins.join(' or ')}.`);
  }
  const read = readWish(url.searchParams, pool);
  if (read.kind === 'page') return problemPage(400, read.title, read.explanation);
  if (read.kind === 'error') {
    return redirect(
      withQuery(read.redirectUri, { error: read.error, error_description: read.text, state: read.state }),
    );
  }
  const saml = await serviceProvider(url.origin, pool);
  const id = randomUUID();
  pool.pending.set(id, { ...read.wish, saml });
  return redirect(await saml.getAuthorizeUrlAsync(id, undefined, {}));
}

// An error may be sent to the redirect_uri only once that is known to be the client's own.
function readWish(query: URLSearchParams, pool: UserPoolContext): Wish {
  const client = pool.clients.find((one) => one.clientId === query.get('client_id'));
  if (client?.kind !== 'web') {
    return {
      kind: 'page',
      title: 'Unknown application',
      explanation: 'No application with this client_id signs in here.',
    };
  }
  const redirectUri = query.get('redirect_uri') ?? '';
  if (!client.redirectUris.includes(redirectUri)) {
    return {
      kind: 'page',
      title: 'Unknown return address',
      explanation: 'The redirect_uri is not one of the application’s own.',
    };
  }
  const state = query.get('state') ?? undefined;
  const fail = (error: OAuthErrorCode, text: string): Wish => ({
    kind: 'error',
    redirectUri,
    error,
    text,
    ...(state !== undefined && { state }),
  });
  if (query.get('response_type') !== 'code')
    return fail('unsupported_response_type', 'Only the authorization code grant is offered.');
  const codeChallenge = query.get('code_challenge') ?? '';
  if (!/^[\w-]{43}$/.test(codeChallenge) || query.get('code_challenge_method') !== 'S256') {
    return fail('invalid_request', 'A code_challenge with the method S256 is required.');
  }
  const scopes = scopesFor(client, query.get('scope') ?? undefined);
  if (!scopes) return fail('invalid_scope', 'The application may not ask for this scope.');
  const provider = query.get('identity_provider') ?? pool.mint.pool.providerName;
  if (provider !== pool.mint.pool.providerName)
    return fail('invalid_request', 'The identity_provider is unknown.');
  if (query.get('prompt') === 'none') return fail('login_required', 'Nobody is signed in.');
  const nonce = query.get('nonce') ?? undefined;
  return {
    kind: 'wish',
    wish: { clientId: client.clientId, redirectUri, state, nonce, scopes, codeChallenge },
  };
}

// One service provider for each sign-in: it knows one request id, so an answer to another request, or a second
// answer to this one, does not validate.
async function serviceProvider(origin: string, pool: UserPoolContext): Promise<SAML> {
  const audience = `urn:amazon:cognito:sp:${pool.mint.pool.poolId}`;
  return new SAML({
    issuer: audience,
    audience,
    callbackUrl: `${origin}${pool.basePath}/saml2/idpresponse`,
    entryPoint: `${origin}${pool.identityProvider.ssoPath}`,
    idpIssuer: pool.identityProvider.entityId,
    idpCert: await pool.identityProvider.certificate(),
    identifierFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
    wantAuthnResponseSigned: true,
    wantAssertionsSigned: true,
    validateInResponseTo: ValidateInResponseTo.always,
    disableRequestedAuthnContext: true,
    generateUniqueId: () => `_${randomUUID()}`,
  });
}
