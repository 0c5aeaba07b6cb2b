import { decodeJwt } from 'jose';
import type { PreToken } from '../../../../local/sign-in/pre-token';
import { ANN, Browser, type Laptop, reachAnswer, startLaptop } from '../../../support/sign-in';

describe('the pre token generation trigger', () => {
  const laptops: Laptop[] = [];
  const start = async (preToken?: PreToken) => {
    const laptop = await startLaptop({ ...(preToken && { preToken }) });
    laptops.push(laptop);
    return laptop;
  };
  const answering = (claimsAndScopeOverrideDetails: unknown) =>
    start(async (event) => ({ ...event, response: { claimsAndScopeOverrideDetails } }));

  afterEach(async () => {
    await Promise.all(laptops.splice(0).map((laptop) => laptop.close()));
  });

  it('is asked with Cognito’s event, version 2', async () => {
    const laptop = await start();
    await laptop.userPool.issueTokensFor('ann.lee');

    expect(laptop.events).toEqual([
      expect.objectContaining({
        version: '2',
        triggerSource: 'TokenGeneration_HostedAuth',
        userPoolId: 'eu-west-1_LOCAL0001',
        userName: 'IdentityCenter_ann.lee',
        callerContext: expect.objectContaining({ clientId: 'web' }),
        request: expect.objectContaining({
          userAttributes: expect.objectContaining({
            email: ANN.email,
            'cognito:user_status': 'EXTERNAL_PROVIDER',
          }),
          scopes: ['openid', 'email', 'hourglass/use'],
        }),
      }),
    ]);
  });

  it('adds claims and scopes to the token that it names', async () => {
    const laptop = await answering({
      accessTokenGeneration: {
        claimsToAddOrOverride: { 'hourglass:user_id': ANN.userId },
        scopesToAdd: ['extra'],
        scopesToSuppress: ['email'],
      },
      idTokenGeneration: { claimsToAddOrOverride: { department: 'Platform' }, claimsToSuppress: ['email'] },
      groupOverrideDetails: { groupsToOverride: ['auditors'] },
    });
    const { access_token, id_token } = await laptop.userPool.issueTokensFor('ann.lee');

    expect(decodeJwt(access_token)).toMatchObject({
      'hourglass:user_id': ANN.userId,
      scope: 'openid hourglass/use extra',
      'cognito:groups': ['auditors'],
    });
    expect(decodeJwt(id_token ?? '')).toMatchObject({ department: 'Platform' });
    expect(decodeJwt(id_token ?? '')).not.toHaveProperty('email');
    expect(decodeJwt(access_token)).not.toHaveProperty('department');
  });

  it('cannot change who the token is from, for, or about', async () => {
    const forged = {
      sub: 'x',
      iss: 'x',
      username: 'x',
      client_id: 'x',
      token_use: 'x',
      exp: 9_999_999_999,
      scope: 'x',
    };
    const laptop = await answering({
      accessTokenGeneration: { claimsToAddOrOverride: forged, claimsToSuppress: ['iss'] },
    });
    const claims = decodeJwt((await laptop.userPool.issueTokensFor('ann.lee')).access_token);

    expect(claims).toMatchObject({
      username: 'IdentityCenter_ann.lee',
      client_id: 'web',
      token_use: 'access',
    });
    expect(claims.iss).toContain('cognito-idp');
    expect(claims.exp).toBeLessThan(9_999_999_999);
  });

  it('refuses a sign-in by throwing: a page says so, with its words escaped', async () => {
    const laptop = await start(async () => {
      throw new Error('no Identity Center user <ann>');
    });
    const browser = new Browser(laptop.origin);
    const response = await browser.post('/saml2/idpresponse', await reachAnswer(laptop, browser));

    expect([response.status, response.headers.get('location')]).toEqual([403, null]);
    expect(await response.text()).toContain('no Identity Center user &lt;ann&gt;');
    await expect(laptop.userPool.issueTokensFor('ann.lee')).rejects.toMatchObject({
      name: 'PreTokenRefusedError',
    });
  });

  it('refuses a refresh by throwing', async () => {
    let refuse = false;
    const laptop = await start(async (event) => {
      if (refuse) throw new Error('disabled');
      return event;
    });
    const { refresh_token = '' } = await laptop.userPool.issueTokensFor('ann.lee');
    refuse = true;
    const form = { grant_type: 'refresh_token', client_id: 'web', refresh_token };

    const response = await new Browser(laptop.origin).post('/oauth2/token', form);
    expect([response.status, await response.json()]).toEqual([
      400,
      expect.objectContaining({ error: 'invalid_grant' }),
    ]);
  });

  it('refuses by an answer that Cognito would not take', async () => {
    const laptop = await start(async () => ({ response: { claimsAndScopeOverrideDetails: 'yes' } }));

    await expect(laptop.userPool.issueTokensFor('ann.lee')).rejects.toMatchObject({
      name: 'PreTokenRefusedError',
    });
  });

  it('is not asked for somebody who does not exist', async () => {
    const laptop = await start();

    await expect(laptop.userPool.issueTokensFor('nobody')).rejects.toMatchObject({
      name: 'UnknownPersonError',
    });
    expect(laptop.events).toEqual([]);
  });
});
