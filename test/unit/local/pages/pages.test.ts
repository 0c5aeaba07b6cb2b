import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Html, html } from '../../../../local/pages/html';
import { listener } from '../../../../local/pages/node-http';
import { page, problemPage } from '../../../../local/pages/page';
import { cookie, formFields, isForeign } from '../../../../local/pages/request';
import { firstOf, routes } from '../../../../local/pages/routes';

describe('a template', () => {
  it('escapes text and numbers, joins lists, leaves out what is not there, and trusts markup', () => {
    const list = ['<', 2, html`<i>${'"'}</i>`];

    expect(html`<p title="${`'"&`}">${list}${undefined}${false}</p>`.text).toBe(
      '<p title="&#39;&quot;&amp;">&lt;2<i>&quot;</i></p>',
    );
  });
});

describe('a page', () => {
  it('marks where one is, and escapes its title', () => {
    const { markup } = page({ title: '</title><b>', body: new Html(''), nav: 'inbox' });

    expect(markup).toContain('<title>&lt;/title&gt;&lt;b&gt; · ');
    expect(markup).toContain('href="/inbox" aria-current="page"');
    expect(markup.match(/aria-current="page"/g)).toHaveLength(1);
  });

  it('allows its own inline script and no other', () => {
    const [one, other] = ['a()', 'b()'].map(
      (script) => page({ title: 't', body: new Html(''), script }).policy,
    );

    expect(one).toMatch(/script-src 'self' 'sha256-/);
    expect(one).not.toBe(other);
    expect(page({ title: 't', body: new Html('') }).policy).toContain("script-src 'self';");
  });

  it('says what went wrong as an alert', async () => {
    const response = problemPage(403, 'No', 'Because of <x>');

    expect(response.status).toBe(403);
    expect(await response.text()).toMatch(/role="alert">Because of &lt;x&gt;</);
  });
});

describe('routes', () => {
  const route = routes({
    'GET /a': async () => new Response('a'),
    'POST /a': async () => new Response('posted'),
  });
  const ask = (path: string, method = 'GET') => route(new Request(`http://localhost${path}`, { method }));

  it('answer by method and path, with 405 for other methods and nothing for other paths', async () => {
    expect(await (await ask('/a?b=c'))?.text()).toBe('a');
    expect(await (await ask('/a', 'POST'))?.text()).toBe('posted');
    const refused = await ask('/a', 'DELETE');
    expect([refused?.status, refused?.headers.get('allow')]).toEqual([405, 'GET, POST']);
    expect(await ask('/a/b')).toBeUndefined();
  });

  it('are tried one after the other', async () => {
    const both = firstOf(route, routes({ 'GET /b': async () => new Response('b') }));

    expect(await (await both(new Request('http://localhost/b')))?.text()).toBe('b');
    expect(await both(new Request('http://localhost/c'))).toBeUndefined();
  });
});

describe('a request', () => {
  const request = (headers: Record<string, string>, body = '') =>
    new Request('http://localhost:4000/x', { method: 'POST', headers, body });

  it('gives one cookie of many', () => {
    expect(cookie(request({ cookie: 'ab=1; b=2=3' }), 'b')).toBe('2=3');
    expect(cookie(request({}), 'b')).toBeUndefined();
  });

  it.each([
    [{}, false],
    [{ origin: 'http://localhost:4000' }, false],
    [{ origin: 'http://localhost:4001' }, true],
    [{ origin: 'null' }, true],
  ])('with %j is foreign: %s', (headers, foreign) => {
    expect(isForeign(request(headers))).toBe(foreign);
  });

  it('must be a form of bearable size to have fields', async () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded' };

    expect(await formFields(request(form, 'a=1&b=%26'))).toEqual({ a: '1', b: '&' });
    await expect(formFields(request({ 'content-type': 'text/plain' }, 'a=1'))).rejects.toMatchObject({
      name: 'BadFormError',
    });
    await expect(formFields(request(form, 'a'.repeat(300_000)))).rejects.toMatchObject({
      name: 'BadFormError',
    });
  });
});

describe('the listener', () => {
  const errors: unknown[] = [];
  let server: Server;
  let origin: string;

  beforeAll(async () => {
    const route = routes({
      'POST /echo': async (request) =>
        new Response(await request.text(), {
          status: 201,
          headers: [
            ['set-cookie', 'a=1'],
            ['set-cookie', 'b=2'],
          ],
        }),
      'GET /broken': async () => {
        throw new TypeError('a secret');
      },
    });
    server = createServer(listener(route, (error) => errors.push(error)));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterAll(() => new Promise((resolve) => server.close(resolve)));

  it('carries bodies, statuses and several cookies', async () => {
    const response = await fetch(`${origin}/echo`, { method: 'POST', body: 'héllo' });

    expect([response.status, await response.text()]).toEqual([201, 'héllo']);
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  });

  it('answers 404, 413 and 500, and tells of the failure without telling the browser', async () => {
    const broken = await fetch(`${origin}/broken`);

    expect((await fetch(`${origin}/nowhere`)).status).toBe(404);
    expect((await fetch(`${origin}/echo`, { method: 'POST', body: 'x'.repeat(1_100_000) })).status).toBe(413);
    expect([broken.status, await broken.text()]).toEqual([500, 'Internal error']);
    expect(errors).toEqual([expect.objectContaining({ message: 'a secret' })]);
  });
});
