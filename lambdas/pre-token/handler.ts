import { resolveSignIn } from '../../core/usecases/resolve-sign-in';
import { USER_ID_CLAIM } from '../shared/http/caller';
import { once } from '../shared/once';
import { livePorts } from '../shared/ports/live';
import { readEnv } from '../shared/read-env';
import { PreTokenEnv } from './env';
import { assertedUserName, PreTokenEvent } from './event';

const ports = once(() => livePorts(readEnv(PreTokenEnv)));

/** Cognito, before it makes tokens: puts the Identity Center user id into both, or refuses the sign-in. */
export async function handler(input: unknown) {
  const event = PreTokenEvent.parse(input);
  const person = await resolveSignIn({ userName: assertedUserName(event) }, ports());
  const claims = { claimsToAddOrOverride: { [USER_ID_CLAIM]: person.userId } };
  const claimsAndScopeOverrideDetails = { idTokenGeneration: claims, accessTokenGeneration: claims };
  return { ...event, response: { claimsAndScopeOverrideDetails } };
}
