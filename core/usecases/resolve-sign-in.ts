import type { Person } from '../model/person';
import type { Ports } from './deps';

/** Nobody of that name in Identity Center, or somebody who is disabled: no token is made. */
export class SignInRefusedError extends Error {
  override name = 'SignInRefusedError' as const;
}

/** The Identity Center user of whoever signs in; their user id is what everything else compares. */
export async function resolveSignIn(
  input: { readonly userName: string },
  deps: Pick<Ports, 'live'>,
): Promise<Person> {
  const person = await deps.live.findByUserName(input.userName);
  if (!person) throw new SignInRefusedError('You are not known to IAM Identity Center.');
  if (!person.enabled) throw new SignInRefusedError('You are disabled in IAM Identity Center.');
  return person;
}
