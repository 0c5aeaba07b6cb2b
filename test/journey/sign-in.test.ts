import { useLaptop } from '../support/laptop';
import { send } from '../support/laptop-http';

const lab = useLaptop();

/** Renews tokens as the web app does: who is refused has to sign in anew. */
async function renew(refreshToken: string): Promise<{ status: number; error?: string }> {
  const body = new URLSearchParams({
    grant_type: 'refresh_token',
    client_id: 'hourglass-web',
    refresh_token: refreshToken,
  });
  const answer = await fetch(`${lab.laptop.url}/auth/oauth2/token`, { method: 'POST', body });
  return { status: answer.status, ...((await answer.json()) as object) };
}

const turn = (name: string, status: 'ENABLED' | 'DISABLED') =>
  lab.services.identityStore.setUserStatus(lab.userId(name), status);

describe('tokens come from the function that asks Identity Center', () => {
  test('G8: somebody who is disabled gets none, neither by signing in nor by renewing', async () => {
    const before = await lab.tokens('zainab');
    expect(await renew(String(before.refreshToken))).toMatchObject({ status: 200 });
    turn('zainab', 'DISABLED');
    const refused = await send(`${lab.laptop.url}/local/sign-in`, 'POST', { body: { userName: 'zainab' } });
    expect(refused.status).toBe(403);
    expect(await renew(String(before.refreshToken))).toMatchObject({ status: 400, error: 'invalid_grant' });
    turn('zainab', 'ENABLED');
    expect((await lab.tokens('zainab')).accessToken).toMatch(/^ey/);
  });

  test('G8: a user that somebody has made in the pool by hand gets none, whatever name they have', async () => {
    const native = {
      version: '2',
      triggerSource: 'TokenGeneration_Authentication',
      userName: 'zainab',
      request: {
        userAttributes: { sub: '1', email: 'zainab@example.com', 'cognito:user_status': 'CONFIRMED' },
        groupConfiguration: {},
      },
      response: {},
    };
    await expect(lab.laptop.host.invoke('pre-token', native)).rejects.toMatchObject({
      name: 'SignInRefusedError',
      message: 'Sign in through IAM Identity Center.',
    });
    const identities = JSON.stringify([
      { userId: 'zainab', providerName: 'IdentityCenter', providerType: 'SAML' },
    ]);
    const federated = { ...native, request: { userAttributes: { identities } } };
    expect(JSON.stringify(await lab.laptop.host.invoke('pre-token', federated))).toContain(
      lab.userId('zainab'),
    );
  });
});
