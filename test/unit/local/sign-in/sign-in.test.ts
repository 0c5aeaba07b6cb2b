import { decodeJwt } from 'jose';
import { memorySection } from '../../../../local/aws/service';
import {
  ANN,
  authorizeQuery,
  BOB,
  Browser,
  bodyOf,
  exchange,
  type Laptop,
  reachAnswer,
  reachCode,
  startLaptop,
} from '../../../support/sign-in';

describe('signing in at the laptop', () => {
  let laptop: Laptop;
  let browser: Browser;

  beforeEach(async () => {
    laptop = await startLaptop();
    browser = new Browser(laptop.origin);
  });

  afterEach(async () => {
    await laptop.close();
    expect(laptop.errors).toEqual([]);
  });

  const tokens = async () =>
    bodyOf(exchange(browser, (await reachCode(laptop, browser)).searchParams.get('code') ?? ''));

  it('gives tokens like Cognito’s after the person was chosen at the portal', async () => {
    const back = await reachCode(laptop, browser, ANN, { nonce: 'n0nce' });
    const response = await exchange(browser, back.searchParams.get('code') ?? '');
    const body = await bodyOf(response);

    expect(back.searchParams.get('state')).toBe('st4te-and more');
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 3600, refresh_token: expect.any(String) });
    expect(decodeJwt(body.access_token)).toMatchObject({
      iss: 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_LOCAL0001',
      token_use: 'access',
      client_id: 'web',
      scope: 'openid email hourglass/use',
      username: 'IdentityCenter_ann.lee',
      version: 2,
      origin_jti: expect.any(String),
    });
    expect(decodeJwt(body.id_token)).toMatchObject({
      token_use: 'id',
      aud: 'web',
      email: ANN.email,
      nonce: 'n0nce',
    });
    expect(decodeJwt(body.id_token).sub).toBe(decodeJwt(body.access_token).sub);
  });

  it('gives access tokens that live one hour of real time and pass the authorizer', async () => {
    const { access_token } = await tokens();
    const { exp = 0, iat = 0 } = decodeJwt(access_token);

    expect(exp - iat).toBe(3600);
    expect(await laptop.verify(access_token)).toMatchObject({ username: 'IdentityCenter_ann.lee' });
  });

  it('asks nothing at the portal when somebody is signed in there already', async () => {
    await reachCode(laptop, browser, BOB);
    const again = await reachAnswer(laptop, browser, ANN);

    const xml = Buffer.from(again.SAMLResponse, 'base64').toString('utf8');
    expect(xml).toContain('>bob<');
  });

  describe('refuses an answer of the portal', () => {
    const refusal = async (form: Record<string, string>) => {
      const response = await browser.post('/saml2/idpresponse', form);
      return {
        status: response.status,
        location: response.headers.get('location'),
        text: await response.text(),
      };
    };

    it('that was changed on the way', async () => {
      const form = await reachAnswer(laptop, browser);
      const xml = Buffer.from(form.SAMLResponse, 'base64').toString('utf8').replace('>ann.lee<', '>bob<');
      const { status, location, text } = await refusal({
        ...form,
        SAMLResponse: Buffer.from(xml).toString('base64'),
      });

      expect(xml).toContain('>bob<');
      expect({ status, location }).toEqual({ status: 400, location: null });
      expect(text).toContain('Invalid');
    });

    it('that lost its signatures', async () => {
      const form = await reachAnswer(laptop, browser);
      const xml = Buffer.from(form.SAMLResponse, 'base64').toString('utf8');
      const bare = xml.replace(/<Signature .*?<\/Signature>/gs, '');

      expect(bare.length).toBeLessThan(xml.length);
      expect((await refusal({ ...form, SAMLResponse: Buffer.from(bare).toString('base64') })).status).toBe(
        400,
      );
    });

    it('that was used before', async () => {
      const form = await reachAnswer(laptop, browser);
      expect((await refusal(form)).status).toBe(303);

      expect(await refusal(form)).toMatchObject({
        status: 400,
        text: expect.stringContaining('finished already'),
      });
    });

    it('that answers another sign-in', async () => {
      const first = await reachAnswer(laptop, browser);
      const second = await reachAnswer(laptop, browser);

      const mixed = { SAMLResponse: first.SAMLResponse, RelayState: second.RelayState };
      expect(await refusal(mixed)).toMatchObject({
        status: 400,
        text: expect.stringContaining('InResponseTo'),
      });
    });

    it('that comes later than five minutes', async () => {
      const form = await reachAnswer(laptop, browser);
      laptop.clock.offset += 5 * 60_000 + 1;

      expect(await refusal(form)).toMatchObject({
        status: 400,
        text: expect.stringContaining('five minutes'),
      });
    });

    it('that is no SAML at all', async () => {
      const { RelayState } = await reachAnswer(laptop, browser);

      expect((await refusal({ RelayState, SAMLResponse: 'aGVsbG8=' })).status).toBe(400);
      expect((await refusal({ RelayState })).status).toBe(400);
    });
  });

  describe('refuses at /oauth2/authorize', () => {
    const ask = async (changes: Record<string, string>) =>
      browser.get(`/oauth2/authorize?${authorizeQuery(laptop.origin, changes)}`);

    it.each([
      ['an unknown client', { client_id: 'nobody' }],
      ['a machine client', { client_id: 'robot' }],
      ['a foreign redirect_uri', { redirect_uri: 'https://evil.example/' }],
      ['a redirect_uri below the allowed one', { redirect_uri: 'http://127.0.0.1/deeper' }],
    ])('%s by a page, without sending the browser anywhere', async (_, changes) => {
      const response = await ask(changes);

      expect(response.status).toBe(400);
      expect(response.headers.get('location')).toBeNull();
    });

    it.each([
      ['no PKCE', { code_challenge: '' }, 'invalid_request'],
      ['the plain PKCE method', { code_challenge_method: 'plain' }, 'invalid_request'],
      ['a scope of others', { scope: 'openid admin' }, 'invalid_scope'],
      ['the implicit grant', { response_type: 'token' }, 'unsupported_response_type'],
      ['another identity provider', { identity_provider: 'COGNITO' }, 'invalid_request'],
      ['prompt=none', { prompt: 'none' }, 'login_required'],
    ])('%s by an error to the application', async (_, changes, error) => {
      const location = new URL((await ask(changes)).headers.get('location') ?? '');

      expect(location.origin).toBe(laptop.origin);
      expect(Object.fromEntries(location.searchParams)).toMatchObject({ error, state: 'st4te-and more' });
    });

    it('a host name that is not the laptop’s', async () => {
      const request = new Request(`http://rebound.example/oauth2/authorize?${authorizeQuery(laptop.origin)}`);

      expect((await laptop.userPool.route(request))?.status).toBe(400);
    });
  });

  describe('at the token endpoint', () => {
    const code = async () => (await reachCode(laptop, browser)).searchParams.get('code') ?? '';
    const outcome = async (answer: Promise<Response>) => {
      const response = await answer;
      return { status: response.status, body: await bodyOf(response) };
    };

    it('a wrong verifier is refused, and the code is spent', async () => {
      const once = await code();

      expect(await outcome(exchange(browser, once, { code_verifier: 'guess' }))).toMatchObject({
        status: 400,
        body: { error: 'invalid_grant' },
      });
      expect(await outcome(exchange(browser, once))).toMatchObject({
        status: 400,
        body: { error: 'invalid_grant' },
      });
    });

    it('a code works once', async () => {
      const once = await code();
      expect((await exchange(browser, once)).status).toBe(200);

      expect(await outcome(exchange(browser, once))).toMatchObject({
        status: 400,
        body: { error: 'invalid_grant' },
      });
    });

    it('a code is refused after five minutes, with another redirect_uri and for another client', async () => {
      const other = { redirect_uri: `${laptop.origin}/other` };
      expect((await outcome(exchange(browser, await code(), other))).body.error).toBe('invalid_grant');
      const robot = { client_id: 'robot', client_secret: 's3cret' };
      expect((await outcome(exchange(browser, await code(), robot))).body.error).toBe('invalid_grant');

      const late = await code();
      laptop.clock.offset += 5 * 60_000 + 1;
      expect((await outcome(exchange(browser, late))).body.error).toBe('invalid_grant');
    });

    it.each([
      [{ grant_type: 'password', client_id: 'web' }, 400, 'unsupported_grant_type'],
      [{ client_id: 'web' }, 400, 'unsupported_grant_type'],
      [{ grant_type: 'refresh_token', client_id: 'nobody' }, 401, 'invalid_client'],
      [{ grant_type: 'client_credentials', client_id: 'web' }, 400, 'unauthorized_client'],
      [
        { grant_type: 'client_credentials', client_id: 'robot', client_secret: 'wrong' },
        401,
        'invalid_client',
      ],
      [
        { grant_type: 'client_credentials', client_id: 'robot', client_secret: 's3cret', scope: 'openid' },
        400,
        'invalid_scope',
      ],
    ])('answers %j with %i %s', async (form, status, error) => {
      const fields = Object.fromEntries(Object.entries(form).map(([name, value]) => [name, String(value)]));

      expect(await outcome(browser.post('/oauth2/token', fields))).toMatchObject({ status, body: { error } });
    });

    it('takes forms only', async () => {
      const response = await fetch(`${laptop.origin}/oauth2/token`, {
        method: 'POST',
        body: '{}',
        headers: { 'content-type': 'application/json' },
      });

      expect(await bodyOf(response)).toMatchObject({ error: 'invalid_request' });
    });

    it('gives a machine an access token with its scopes and no person', async () => {
      const basic = `Basic ${Buffer.from('robot:s3cret').toString('base64')}`;
      const response = await browser.post(
        '/oauth2/token',
        { grant_type: 'client_credentials', scope: 'hourglass/read' },
        { authorization: basic },
      );
      const body = await bodyOf(response);

      expect(Object.keys(body).sort()).toEqual(['access_token', 'expires_in', 'token_type']);
      expect(await laptop.verify(body.access_token)).toMatchObject({
        sub: 'robot',
        client_id: 'robot',
        scope: 'hourglass/read',
      });
      expect(decodeJwt(body.access_token).username).toBeUndefined();
    });
  });

  describe('going on with a sign-in', () => {
    const refresh = (token: string) =>
      bodyOf(
        browser.post('/oauth2/token', {
          grant_type: 'refresh_token',
          client_id: 'web',
          refresh_token: token,
        }),
      );

    it('refreshes through the trigger, for the same sign-in', async () => {
      const first = await tokens();
      const next = await refresh(first.refresh_token);

      expect(decodeJwt(next.access_token).origin_jti).toBe(decodeJwt(first.access_token).origin_jti);
      expect(next.refresh_token).toBeUndefined();
      expect(laptop.events.map((event) => event.triggerSource)).toEqual([
        'TokenGeneration_HostedAuth',
        'TokenGeneration_RefreshTokens',
      ]);
    });

    it('refreshes and revokes by the operations that Amplify calls', async () => {
      const { refresh_token } = await tokens();
      const call = async (operation: string, input: unknown) => {
        const headers = {
          'x-amz-target': `AWSCognitoIdentityProviderService.${operation}`,
          'content-type': 'application/x-amz-json-1.1',
        };
        return (
          await fetch(`${laptop.origin}/cognito-idp/`, {
            method: 'POST',
            headers,
            body: JSON.stringify(input),
          })
        ).json();
      };
      const get = () => call('GetTokensFromRefreshToken', { ClientId: 'web', RefreshToken: refresh_token });

      expect(await get()).toMatchObject({
        AuthenticationResult: {
          AccessToken: expect.any(String),
          IdToken: expect.any(String),
          ExpiresIn: 3600,
        },
      });
      expect(await call('RevokeToken', { ClientId: 'web', Token: refresh_token })).toEqual({});
      expect(await get()).toMatchObject({ __type: 'NotAuthorizedException' });
      expect(await call('GetTokensFromRefreshToken', {})).toMatchObject({
        __type: 'InvalidParameterException',
      });
      expect(await call('AdminDeleteUser', {})).toMatchObject({ __type: 'UnknownOperationException' });
    });

    it('refuses refresh tokens that are unknown, revoked or older than 30 days', async () => {
      const [first, second] = [await tokens(), await tokens()];
      await browser.post('/oauth2/revoke', { client_id: 'web', token: first.refresh_token });

      expect(await refresh('made-up')).toMatchObject({ error: 'invalid_grant' });
      expect(await refresh(first.refresh_token)).toMatchObject({ error: 'invalid_grant' });
      laptop.clock.offset += 30 * 86_400_000 + 1;
      expect(await refresh(second.refresh_token)).toMatchObject({ error: 'invalid_grant' });
    });

    it('survives a restart', async () => {
      const sessions = memorySection();
      const before = await startLaptop({ sessions });
      const { refresh_token, access_token } = await before.userPool.issueTokensFor('ann.lee');
      await before.close();
      const after = await startLaptop({ sessions });

      const again = new Browser(after.origin);
      const response = await again.post('/oauth2/token', {
        grant_type: 'refresh_token',
        client_id: 'web',
        refresh_token: refresh_token ?? '',
      });
      expect(response.status).toBe(200);
      expect(await after.verify(access_token)).toMatchObject({ username: 'IdentityCenter_ann.lee' });
      await after.close();
    });
  });

  describe('signing out', () => {
    it('goes back to an address of the application', async () => {
      const response = await browser.get(
        `/logout?client_id=web&logout_uri=${encodeURIComponent(`${laptop.origin}/`)}`,
      );

      expect([response.status, response.headers.get('location')]).toEqual([303, `${laptop.origin}/`]);
    });

    it('goes nowhere else', async () => {
      const response = await browser.get('/logout?client_id=web&logout_uri=https%3A%2F%2Fevil.example%2F');

      expect([response.status, response.headers.get('location')]).toEqual([400, null]);
    });
  });
});
