import { deflateRawSync } from 'node:zlib';
import { memorySection } from '../../../../local/aws/service';
import {
  ANN,
  authorizeQuery,
  BOB,
  Browser,
  DEE,
  type Laptop,
  startLaptop,
  TILE,
} from '../../../support/sign-in';

describe('the portal', () => {
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

  const signIn = (userId: string) => browser.post('/portal/person', { userId, next: '/portal' });
  const text = async (url: string) => (await browser.get(url)).text();
  const enter = (changes: Record<string, string> = {}, headers = {}) =>
    browser.post(
      '/portal/tiles',
      {
        accountId: TILE.accountId,
        permissionSetArn: TILE.permissionSetArn,
        story: 'look-around',
        ...changes,
      },
      headers,
    );

  it('lists the people first, every value escaped', async () => {
    const page = await text('/portal');

    expect(page).toContain('Ann Lee');
    expect(page).toContain('&lt;b&gt;Bob &amp; Söhne&lt;/b&gt;');
    expect(page).not.toContain('<b>Bob');
  });

  it.each([
    ['platform', ['Ann Lee', 'Dee Gone'], 'Söhne'],
    ['LEE ann', ['Ann Lee'], 'Dee Gone'],
  ])('finds people by “%s”', async (search, found, missing) => {
    const page = await text(`/portal/people?q=${encodeURIComponent(search)}`);

    for (const name of found) expect(page).toContain(name);
    expect(page).not.toContain(missing);
  });

  it('shows what the person holds now, and nothing of others', async () => {
    const chosen = await signIn(ANN.userId);
    expect(chosen.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Lax/);
    expect(await text('/portal')).toContain('payments-production');

    laptop.tiles.set(ANN.userId, []);
    expect(await text('/portal')).not.toContain('payments-production');
    await signIn(BOB.userId);
    expect(await text('/portal')).toContain('None.');
  });

  it('does not let disabled or unknown people in, and ends the session of one who gets disabled', async () => {
    expect((await signIn(DEE.userId)).status).toBe(400);
    expect((await signIn('906700a1b2-9999')).status).toBe(400);
    expect(await text('/portal')).toContain('Who are you?');

    await signIn(ANN.userId);
    laptop.people[0] = { ...ANN, enabled: false };
    expect(await text('/portal')).toContain('Who are you?');
  });

  it('writes activity when a tile is used, and says so once', async () => {
    await signIn(ANN.userId);
    const used = await enter({ story: 'sensitive-work' });

    expect([used.status, used.headers.get('location')]).toEqual([303, '/portal']);
    expect(laptop.used).toEqual([{ userId: ANN.userId, tile: TILE, story: 'sensitive-work' }]);
    expect(await text('/portal')).toContain('You entered payments-production');
    expect(await text('/portal')).not.toContain('You entered');
  });

  it('refuses a tile that is not held any more, of others, with an unknown story, or from another site', async () => {
    await signIn(ANN.userId);
    expect((await enter({ story: 'mischief' })).status).toBe(400);
    expect((await enter({ accountId: '999999999999' })).status).toBe(403);
    expect((await enter({}, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await enter({}, { origin: 'null' })).status).toBe(403);
    laptop.tiles.set(ANN.userId, []);
    expect((await enter()).status).toBe(403);

    expect(laptop.used).toEqual([]);
  });

  it('does nothing for somebody who is not signed in', async () => {
    expect((await enter()).headers.get('location')).toBe('/portal');
    expect(laptop.used).toEqual([]);
  });

  it('does not change anything by GET', async () => {
    await signIn(ANN.userId);
    const response = await browser.get(`/portal/tiles?accountId=${TILE.accountId}`);

    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
  });

  it('leads nowhere but to itself after the choice of a person', async () => {
    const chosen = await browser.post('/portal/person', {
      userId: ANN.userId,
      next: 'https://evil.example/',
    });

    expect(chosen.headers.get('location')).toBe('/portal');
  });

  it('forgets the person on sign-out, and after eight hours', async () => {
    await signIn(ANN.userId);
    await browser.post('/portal/sign-out', {});
    expect(await text('/portal')).toContain('Who are you?');

    await signIn(ANN.userId);
    laptop.clock.offset += 8 * 3_600_000 + 1;
    expect(await text('/portal')).toContain('Who are you?');
  });

  it('knows the person after a restart', async () => {
    const portalSessions = memorySection();
    const before = await startLaptop({ portalSessions });
    const chosen = await new Browser(before.origin).post('/portal/person', {
      userId: ANN.userId,
      next: '/portal',
    });
    await before.close();
    const after = await startLaptop({ portalSessions });
    const cookie = chosen.headers.get('set-cookie')?.split(';')[0] ?? '';

    const page = await (await fetch(`${after.origin}/portal`, { headers: { cookie } })).text();
    expect(page).toContain('Signed in as');
    await after.close();
  });

  it('lets its pages run no script but their own', async () => {
    const policy = (await browser.get('/portal')).headers.get('content-security-policy') ?? '';

    expect(policy).toMatch(/script-src 'self' 'sha256-[^']+';/);
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
  });

  describe('as SAML identity provider', () => {
    const sso = async (xml: string) =>
      browser.get(
        `/portal/saml/sso?SAMLRequest=${encodeURIComponent(deflateRawSync(xml).toString('base64'))}`,
      );
    const authnRequest = (issuer: string, acs: string) =>
      `<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_1" Version="2.0" AssertionConsumerServiceURL="${acs}"><saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">${issuer}</saml:Issuer></samlp:AuthnRequest>`;
    const issuer = 'urn:amazon:cognito:sp:eu-west-1_LOCAL0001';

    it('signs nothing for an unknown application or a foreign address', async () => {
      await signIn(ANN.userId);
      const acs = `${laptop.origin}/saml2/idpresponse`;

      expect((await sso(authnRequest(issuer, acs))).status).toBe(200);
      expect((await sso(authnRequest('urn:someone', acs))).status).toBe(400);
      expect((await sso(authnRequest(issuer, 'https://evil.example/'))).status).toBe(400);
    });

    it.each(['', 'nonsense', '%%%'])('answers an unreadable request “%s” with a page', async (request) => {
      expect((await browser.get(`/portal/saml/sso?SAMLRequest=${encodeURIComponent(request)}`)).status).toBe(
        400,
      );
    });

    it('keeps the application’s request while the person is chosen', async () => {
      const started = await browser.get(`/oauth2/authorize?${authorizeQuery(laptop.origin)}`);
      const page = await text(started.headers.get('location') ?? '');

      expect(page).toContain('Who are you?');
      expect(page).toMatch(/name="next" value="\/portal\/saml\/sso\?SAMLRequest=/);
    });

    it('publishes its certificate', async () => {
      const xml = await text('/portal/saml/metadata');

      expect(xml).toContain(`Location="${laptop.origin}/portal/saml/sso"`);
      expect(xml).toMatch(/<ds:X509Certificate>[A-Za-z0-9+/=]{200,}</);
    });
  });
});
