import type { Mail } from '../../../../local/aws/ses/mail';
import { memorySection } from '../../../../local/aws/service';
import { linksOf } from '../../../../local/mail-links';
import { inboxPages } from '../../../../local/pages/inbox';
import type { Router } from '../../../../local/pages/routes';
import type { PortalPerson } from '../../../../local/sign-in/portal-directory';
import { PortalSessions } from '../../../../local/sign-in/portal-sessions';
import { buildMail, ORIGIN, postForm, textOf } from '../../../support/control-rig';

const ann: PortalPerson = {
  userId: 'id-of-ann',
  userName: 'ann',
  displayName: 'Ann <Lee>',
  email: 'Ann@example.com',
  groups: [],
  enabled: true,
};
const ben: PortalPerson = { ...ann, userId: 'id-of-ben', displayName: 'Ben Osei', email: 'ben@example.com' };

describe('the inbox', () => {
  let mails: Mail[];
  let people: PortalPerson[];
  let sessions: PortalSessions;
  let router: Router;

  beforeEach(() => {
    mails = [];
    people = [ann, ben, { ...ann, userId: 'id-of-mina', displayName: 'Mina Park', email: '' }];
    sessions = new PortalSessions(memorySection(), () => 0);
    router = inboxPages({
      messages: () => mails,
      directory: { people: async () => people },
      sessions,
      origins: [ORIGIN],
    });
  });

  const get = (path: string) => router(new Request(`${ORIGIN}${path}`));
  const open = (fields: Record<string, string>, headers = {}) =>
    postForm(router, '/inbox/open', { id: 'mail-1', userId: ann.userId, link: '0', ...fields }, headers);

  it('lists the newest first, everything escaped', async () => {
    mails.push(
      buildMail({ subject: 'First <b>' }),
      buildMail({ id: 'mail-2', subject: 'Second', to: ['ben@example.com'] }),
    );
    const shown = await textOf(await get('/inbox'));

    expect(shown.indexOf('Second')).toBeLessThan(shown.indexOf('First &lt;b&gt;'));
    expect(shown).toContain('Ann &lt;Lee&gt; (ann@example.com)');
    expect(shown).toContain('2026-11-21 09:00:00 UTC');
    expect(shown).toContain('2 emails');
    expect(shown).not.toContain('First <b>');
  });

  it('shows one person’s mail, and says when there is none', async () => {
    mails.push(buildMail({ subject: 'For Ann' }), buildMail({ to: ['ben@example.com'], subject: 'For Ben' }));
    const shown = await textOf(await get('/inbox?to=ANN%40example.com'));

    expect(shown).toContain('For Ann');
    expect(shown).not.toContain('For Ben');
    expect(shown).toContain('<option value="ann@example.com" selected>');
    expect(await textOf(await get('/inbox?to=nobody%40example.com'))).toContain('None yet.');
  });

  it('goes through many emails page by page', async () => {
    mails.push(
      ...Array.from({ length: 120 }, (_, index) => buildMail({ id: `m${index}`, subject: `No. ${index}.` })),
    );
    const first = await textOf(await get('/inbox'));
    const last = await textOf(await get('/inbox?from=100'));

    expect(first).toContain('No. 119.');
    expect(first).toContain('from=50');
    expect(first).not.toContain('No. 69.');
    expect(last).toContain('No. 0.');
    expect(last).not.toContain('Older');
    expect(await textOf(await get('/inbox?from=nonsense'))).toContain('No. 119.');
  });

  it('shows an email with headers and text, its HTML in a frame of its own', async () => {
    mails.push(buildMail({ cc: ['ben@example.com'], text: 'Plain </pre><script>' }));
    const shown = await textOf(await get('/inbox/message?id=mail-1'));

    expect(shown).toContain('sandbox="allow-top-navigation-by-user-activation"');
    expect(shown).toContain('src="/inbox/html?id=mail-1"');
    expect(shown).toContain('Plain &lt;/pre&gt;&lt;script&gt;');
    expect(shown).toContain('<th scope="row">Cc</th><td>ben@example.com</td>');
    expect(shown).not.toContain('Reply to');
  });

  it('serves the HTML part so that it can run and fetch nothing, its links for the whole window', async () => {
    mails.push(buildMail());
    const response = await get('/inbox/html?id=mail-1');
    const policy = response?.headers.get('content-security-policy') ?? '';

    expect(await textOf(response)).toMatch(/^<!doctype html><html><head><base target="_top"><title>/);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain('sandbox allow-top-navigation-by-user-activation');
    expect(policy).not.toContain('script');
    mails[0] = buildMail({ html: '<p>Hi' });
    expect(await textOf(await get('/inbox/html?id=mail-1'))).toBe('<base target="_top"><p>Hi');
  });

  it.each(['/inbox/message?id=gone', '/inbox/message', '/inbox/html?id=gone'])(
    'answers 404 for %s',
    async (path) => {
      expect((await get(path))?.status).toBe(404);
    },
  );

  it('says when an email has no text part, and shows no frame without HTML', async () => {
    mails.push(buildMail({ text: null }), buildMail({ id: 'mail-2', html: null }));

    expect(await textOf(await get('/inbox/message?id=mail-1'))).toContain('no text part');
    expect(await textOf(await get('/inbox/message?id=mail-2'))).not.toContain('<iframe');
  });

  it('opens the link as a person who got the email', async () => {
    mails.push(buildMail());
    expect(await textOf(await get('/inbox/message?id=mail-1'))).toContain('Open as Ann &lt;Lee&gt;');
    const response = await open({});
    const cookie = response?.headers.get('set-cookie') ?? '';

    expect(response?.status).toBe(200);
    expect(await textOf(response)).toContain('href="/review?link=a&amp;b=1"');
    expect(
      sessions.find(new Request(ORIGIN, { headers: { cookie: cookie.split(';')[0] ?? '' } }))?.userId,
    ).toBe(ann.userId);
  });

  it.each([
    ['a person who did not get it', { userId: ben.userId }, 400],
    ['a person without an address', { userId: 'id-of-mina' }, 400],
    ['nobody', { userId: '' }, 400],
    ['a link that it does not have', { link: '7' }, 400],
    ['an email that is gone', { id: 'gone' }, 404],
  ])('does not open as %s', async (_what, fields, status) => {
    mails.push(buildMail());
    const response = await open(fields);

    expect(response?.status).toBe(status);
    expect(response?.headers.get('set-cookie')).toBeNull();
  });

  it('does not open for a disabled person, another site, or something that is no form', async () => {
    mails.push(buildMail());
    expect((await open({}, { origin: 'https://evil.example' }))?.status).toBe(403);
    expect((await open({}, { 'content-type': 'text/plain' }))?.status).toBe(400);
    people = [{ ...ann, enabled: false }];
    expect((await open({}))?.status).toBe(400);
  });

  it('never leads to another site', async () => {
    mails.push(
      buildMail({ html: '<a href="https://evil.example/">x</a>', text: 'see https://evil.example/' }),
    );

    expect(await textOf(await get('/inbox/message?id=mail-1'))).not.toContain('Open as');
    expect((await open({}))?.status).toBe(400);
  });
});

describe('the links of an email', () => {
  it('are those of both parts, each once, entities undone', () => {
    const html =
      '<a href="https://a.example/?x=1&amp;y=2">1</a> <a HREF = "mailto:x@example.com">2</a><a href="https://b.example/&#x2F;&#47;&amp;quot;">3</a>';
    const text = 'Open https://a.example/?x=1&y=2, or (https://c.example/).';

    expect(linksOf({ html, text })).toEqual([
      'https://a.example/?x=1&y=2',
      'https://b.example///&quot;',
      'https://c.example/',
    ]);
    expect(linksOf({ html: null, text: null })).toEqual([]);
  });
});
