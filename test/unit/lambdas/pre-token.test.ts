import { resolveSignIn, SignInRefusedError } from '../../../core/usecases/resolve-sign-in';
import { assertedUserName } from '../../../lambdas/pre-token/event';
import { buildWorld, disabled } from '../../support/world';
import { PEOPLE } from '../../support/build';

const event = (identities?: unknown) => ({
  userName: 'IdentityCenter_ada',
  request: {
    userAttributes: identities === undefined ? {} : { identities: JSON.stringify(identities) },
  },
});
const saml = { userId: 'ada', providerName: 'IdentityCenter', providerType: 'SAML' };

describe('signing in', () => {
  it('goes by the name that Identity Center asserted, not by the name in the pool', () => {
    expect(assertedUserName({ ...event([saml]), userName: 'IdentityCenter_somebody-else' })).toBe('ada');
  });

  it.each([
    ['no identity', undefined],
    ['an identity of another kind', [{ ...saml, providerType: 'Google' }]],
    ['two identities', [saml, { ...saml, userId: 'ben' }]],
    ['something else', 'nonsense'],
    ['an empty name', [{ ...saml, userId: '' }]],
  ])('is refused for %s', (_what, identities) => {
    expect(() => assertedUserName(event(identities))).toThrow(SignInRefusedError);
  });

  it('is refused for text that is no JSON', () => {
    const broken = { userName: 'x', request: { userAttributes: { identities: '{' } } };
    expect(() => assertedUserName(broken)).toThrow(SignInRefusedError);
  });

  it('finds the Identity Center user', async () => {
    const { ports } = buildWorld();
    expect(await resolveSignIn({ userName: 'ada' }, ports)).toMatchObject({ userId: PEOPLE.ada });
  });

  it('is refused for somebody whom Identity Center does not know, or has disabled this minute', async () => {
    const { ports, live } = buildWorld();
    await expect(resolveSignIn({ userName: 'nobody' }, ports)).rejects.toThrow(SignInRefusedError);
    live.differ(disabled(PEOPLE.ada));
    await expect(resolveSignIn({ userName: 'ada' }, ports)).rejects.toThrow(SignInRefusedError);
  });
});
