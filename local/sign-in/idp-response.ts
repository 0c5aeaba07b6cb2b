import { randomBytes, randomUUID } from 'node:crypto';
import { types } from 'node:util';
import { problemPage } from '../pages/page';
import { BadFormError, formFields, redirect } from '../pages/request';
import { withQuery } from './oauth-answers';
import { PreTokenRefusedError } from './pre-token';
import type { Grant } from './token-claims';
import type { PendingSignIn, UserPoolContext } from './user-pool-context';

type Person = { readonly userName: string; readonly email: string };

/** The assertion's validity is over, as @node-saml says it. */
const TOO_LATE = /expired|not yet valid/i;

/** POST /saml2/idpresponse: checks the identity provider's answer and gives the browser a code for the application. */
export async function idpResponse(request: Request, pool: UserPoolContext): Promise<Response> {
  const form = await readForm(request);
  if (form instanceof Response) return form;
  const relayState = form['RelayState'] ?? '';
  const pending = pool.pending.peek(relayState);
  if (!pending) {
    return problemPage(
      400,
      'This sign-in is over',
      'It was finished already, or it took longer than five minutes. Start again from Hourglass.',
    );
  }
  const person = await validate(pending, form['SAMLResponse'] ?? '');
  if (person instanceof Response) return person;
  pool.pending.take(relayState);
  return giveCode(pending, person, pool);
}

async function giveCode(pending: PendingSignIn, person: Person, pool: UserPoolContext): Promise<Response> {
  const { clientId, scopes, nonce, redirectUri, codeChallenge, state } = pending;
  const authTime = Math.floor(pool.now() / 1000);
  const grant: Grant = { ...person, clientId, scopes, nonce, authTime, originJti: randomUUID() };
  try {
    const overrides = await pool.mint.overridesFor(grant, 'TokenGeneration_HostedAuth');
    const code = randomBytes(24).toString('base64url');
    pool.codes.set(code, { grant, overrides, redirectUri, codeChallenge });
    return redirect(withQuery(redirectUri, { code, state }));
  } catch (error) {
    if (!(error instanceof PreTokenRefusedError)) throw error;
    return problemPage(
      403,
      'Sign-in was refused',
      `Hourglass does not let ${person.userName} in. ${error.message}`,
    );
  }
}

async function validate(pending: PendingSignIn, samlResponse: string): Promise<Person | Response> {
  try {
    const { profile } = await pending.saml.validatePostResponseAsync({ SAMLResponse: samlResponse });
    const email = profile?.['Email'];
    if (profile?.nameID && typeof email === 'string') return { userName: profile.nameID, email };
    return refused('The answer names no person.');
  } catch (error) {
    if (!types.isNativeError(error)) throw error;
    if (TOO_LATE.test(error.message)) return refused('The answer of the access portal came too late.');
    return refused(`The answer of the access portal is not valid: ${error.message}.`);
  }
}

async function readForm(request: Request): Promise<Record<string, string> | Response> {
  try {
    return await formFields(request);
  } catch (error) {
    if (error instanceof BadFormError) return refused(error.message);
    throw error;
  }
}

function refused(explanation: string): Response {
  return problemPage(400, 'Sign-in failed', explanation);
}
