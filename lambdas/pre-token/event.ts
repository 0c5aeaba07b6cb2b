import { z } from 'zod';
import { SignInRefusedError } from '../../core/usecases/resolve-sign-in';

/** What is read of Cognito's event before a token is made, version 2. https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html */
export const PreTokenEvent = z.looseObject({
  userName: z.string(),
  request: z.looseObject({ userAttributes: z.record(z.string(), z.string().nullish()) }),
});
export type PreTokenEvent = z.infer<typeof PreTokenEvent>;

const Identities = z.array(z.looseObject({ userId: z.string().min(1), providerType: z.string() }));

/**
 * The user name that IAM Identity Center asserted: the NameID that Cognito keeps in `identities`. A user who did not come through
 * SAML has none, and none is guessed. Throws `SignInRefusedError`.
 */
export function assertedUserName({ request }: PreTokenEvent): string {
  const identities = Identities.safeParse(parseJson(request.userAttributes.identities ?? ''));
  const asserted = identities.success
    ? identities.data.filter(({ providerType }) => providerType === 'SAML')
    : [];
  const [only, another] = asserted;
  if (!only || another) throw new SignInRefusedError('Sign in through IAM Identity Center.');
  return only.userId;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
