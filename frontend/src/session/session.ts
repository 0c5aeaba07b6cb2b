import { Amplify } from 'aws-amplify';
import { fetchAuthSession, signInWithRedirect, signOut as amplifySignOut } from 'aws-amplify/auth';
import 'aws-amplify/auth/enable-oauth-listener';
import { ConsoleLogger } from 'aws-amplify/utils';
import type { WebConfig } from '../../../core/contract/web-config';
import { runtimeConfig } from './config';
import { remember, take } from './memory';
import { redirectFailure } from './redirect-failure';
import { rememberPlace, returnToPlace } from './return-to';

/** What the app can show once it knows whether somebody is signed in. */
export type Session =
  | { readonly kind: 'signed-in' }
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'failed'; readonly message: string }
  /** The browser leaves for the sign-in page. */
  | { readonly kind: 'leaving' };

/** Tells Amplify where people sign in. A returning person's code is exchanged from here on. */
export function configureSignIn(config: WebConfig): void {
  // Amplify warns of every endpoint that is not Cognito's own; here that is on purpose.
  if (config.userPoolEndpoint) ConsoleLogger.LOG_LEVEL = 'ERROR';
  Amplify.configure({
    Auth: {
      Cognito: {
        userPoolId: config.userPoolId,
        userPoolClientId: config.userPoolClientId,
        ...(config.userPoolEndpoint ? { userPoolEndpoint: config.userPoolEndpoint } : {}),
        loginWith: {
          oauth: {
            domain: config.signInDomain,
            scopes: ['openid', 'email', 'profile'],
            redirectSignIn: [config.redirectUri],
            redirectSignOut: [config.redirectUri],
            responseType: 'code',
          },
        },
      },
    },
  });
}

/** Finds out who is there, after completing a sign-in that is under way. */
export async function openSession(): Promise<Session> {
  const token = await accessToken(false);
  if (token) {
    returnToPlace();
    return { kind: 'signed-in' };
  }
  const message = redirectFailure();
  if (message !== undefined) return { kind: 'failed', message };
  if (take('signedOut')) return { kind: 'signed-out' };
  await signIn();
  return { kind: 'leaving' };
}

/** The access token of the signed-in person; undefined when nobody is. */
export async function accessToken(forceRefresh: boolean): Promise<string | undefined> {
  const session = await fetchAuthSession({ forceRefresh });
  return session.tokens?.accessToken.toString();
}

/** Leaves for the sign-in page and comes back to where the person is now. */
export async function signIn(): Promise<void> {
  rememberPlace();
  await signInWithRedirect({ provider: { custom: runtimeConfig().identityProvider } });
}

/** Signs out of Hourglass and of the user pool. */
export async function signOut(): Promise<void> {
  remember('signedOut');
  await amplifySignOut();
}

/** Drops tokens that are no longer accepted; the person signs in anew and comes back to this page. */
export async function renewSession(): Promise<void> {
  rememberPlace();
  await amplifySignOut();
}
