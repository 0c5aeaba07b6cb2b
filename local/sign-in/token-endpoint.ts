import { createHash, timingSafeEqual } from 'node:crypto';
import { BadFormError, formFields } from '../pages/request';
import { type AppClient, scopesFor } from './clients';
import { jsonAnswer, oauthError } from './oauth-answers';
import { PreTokenRefusedError } from './pre-token';
import type { UserPoolContext } from './user-pool-context';

type Form = Readonly<Record<string, string>>;

/** POST /oauth2/token: a code, a refresh token or a machine's secret becomes tokens. */
export async function tokenEndpoint(request: Request, pool: UserPoolContext): Promise<Response> {
  const form = await readForm(request);
  if (form instanceof Response) return form;
  const client = authenticate(request, form, pool.clients);
  if (!client) return oauthError('invalid_client', 'The client is unknown or its secret is wrong.');
  switch (form['grant_type'] ?? '') {
    case 'authorization_code':
      return fromCode(form, client, pool);
    case 'refresh_token':
      return fromRefreshToken(form, client, pool);
    case 'client_credentials':
      return fromSecret(form, client, pool);
    default:
      return oauthError('unsupported_grant_type', 'The grant_type is missing or not offered.');
  }
}

/** POST /oauth2/revoke: a refresh token stops working. */
export async function revokeEndpoint(request: Request, pool: UserPoolContext): Promise<Response> {
  const form = await readForm(request);
  if (form instanceof Response) return form;
  if (!authenticate(request, form, pool.clients))
    return oauthError('invalid_client', 'The client is unknown.');
  if (!form['token']) return oauthError('invalid_request', 'The token is missing.');
  pool.refreshTokens.revoke(form['token']);
  return new Response(null, { status: 200 });
}

async function fromCode(form: Form, client: AppClient, pool: UserPoolContext): Promise<Response> {
  // Taken even if what follows fails: a code has one try.
  const issued = pool.codes.take(form['code'] ?? '');
  if (!issued || issued.grant.clientId !== client.clientId || issued.redirectUri !== form['redirect_uri']) {
    return oauthError(
      'invalid_grant',
      'The code is unknown, used, older than five minutes, or not for this client and address.',
    );
  }
  const challenge = createHash('sha256')
    .update(form['code_verifier'] ?? '')
    .digest('base64url');
  if (!same(challenge, issued.codeChallenge))
    return oauthError('invalid_grant', 'The code_verifier is wrong.');
  return jsonAnswer(await pool.mint.signIn(issued.grant, issued.overrides));
}

async function fromRefreshToken(form: Form, client: AppClient, pool: UserPoolContext): Promise<Response> {
  const grant = pool.refreshTokens.find(form['refresh_token'] ?? '', client.clientId);
  if (!grant) return oauthError('invalid_grant', 'The refresh token is unknown, expired or revoked.');
  try {
    return jsonAnswer(await pool.mint.refresh(grant));
  } catch (error) {
    if (error instanceof PreTokenRefusedError) return oauthError('invalid_grant', error.message);
    throw error;
  }
}

async function fromSecret(form: Form, client: AppClient, pool: UserPoolContext): Promise<Response> {
  if (client.kind !== 'machine') return oauthError('unauthorized_client', 'This client signs people in.');
  const scopes = scopesFor(client, form['scope']);
  if (!scopes) return oauthError('invalid_scope', 'The client may not ask for this scope.');
  return jsonAnswer(await pool.mint.machine(client.clientId, scopes));
}

function authenticate(request: Request, form: Form, clients: readonly AppClient[]): AppClient | undefined {
  const basic = /^Basic (.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  const pair = basic === undefined ? '' : Buffer.from(basic, 'base64').toString('utf8');
  const split = pair.indexOf(':');
  const clientId = basic === undefined ? form['client_id'] : pair.slice(0, split);
  const secret = basic === undefined ? form['client_secret'] : pair.slice(split + 1);
  const client = clients.find((one) => one.clientId === clientId);
  if (client?.kind !== 'machine') return client;
  return same(client.clientSecret, secret ?? '') ? client : undefined;
}

async function readForm(request: Request): Promise<Form | Response> {
  try {
    return await formFields(request);
  } catch (error) {
    if (error instanceof BadFormError) return oauthError('invalid_request', error.message);
    throw error;
  }
}

function same(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
