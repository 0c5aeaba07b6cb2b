import fc from 'fast-check';
import { CACHING, cachingOf, isPage, securityHeaders } from '../../../../core/rules/web-headers';

describe('paths of the web app', () => {
  test.each([
    '/',
    '/requests',
    '/requests/01KAJ5Q8Y7XKX4R0N3GZ5B8V2M',
    '/review/eyJyIjoiMSJ9.c2lnbmF0dXJl',
    '/runbook/after-a-restore',
    '/policies/eligibility/team.payments',
    '/people/ada.lovelace@example.com',
    '/requests/1.0',
    '/requests/',
    '/a.b/c.d/e.f',
  ])('%s is a page', (path) => expect(isPage(path)).toBe(true));

  test.each([
    '/index.html',
    '/config.json',
    '/hourglass.svg',
    '/assets/index-1a2b.js',
    '/assets/index-1a2b.css',
    '/assets/font-1a2b.woff2',
    '/assets/old.name.js',
    '/favicon.ico',
    '/robots.txt',
  ])('%s is a file, there or not', (path) => expect(isPage(path)).toBe(false));

  test('an id of any kind is a page, unless it ends as a file does', () => {
    const id = fc.stringMatching(/^[\w-]{1,30}(\.[\w-]{5,40})?$/);
    const files = /\.(webmanifest|woff2)$/;
    fc.assert(fc.property(id, (text) => isPage(`/review/${text}`) || files.test(text)));
  });
});

describe('what a browser keeps', () => {
  test.each([
    ['/assets/index-1a2b.js', 'public, max-age=31536000, immutable'],
    ['/', 'no-cache'],
    ['/index.html', 'no-cache'],
    ['/config.json', 'no-cache'],
    ['/hourglass.svg', 'no-cache'],
    ['/requests/1', 'no-cache'],
  ])('%s: %s', (path, caching) => expect(cachingOf(path)).toBe(caching));

  test('is said once for each path: Amplify would send what two patterns say', () => {
    const patterns = Object.keys(CACHING).map(
      (pattern) => new RegExp(`^${pattern.replaceAll('.', String.raw`\.`).replaceAll('*', '.*')}$`),
    );
    for (const path of ['/', '/index.html', '/config.json', '/assets/a.js'])
      expect(patterns.filter((pattern) => pattern.test(path))).toHaveLength(1);
  });
});

describe('security headers', () => {
  const headers = securityHeaders(['https://api.example.com']);
  const directives = Object.fromEntries(
    (headers['Content-Security-Policy'] ?? '').split('; ').map((directive) => {
      const [name = '', ...values] = directive.split(' ');
      return [name, values];
    }),
  );

  test('allow scripts of the app alone, and no script in the page', () => {
    expect(directives['script-src']).toEqual(["'self'"]);
    expect(directives['default-src']).toEqual(["'self'"]);
    expect(directives['object-src']).toEqual(["'none'"]);
    expect(directives['base-uri']).toEqual(["'none'"]);
    expect(headers['Content-Security-Policy']).not.toMatch(/unsafe-eval|\*/);
  });

  test('let it be framed by nobody, speak to what is named, and be reached by TLS alone', () => {
    expect(directives['frame-ancestors']).toEqual(["'none'"]);
    expect(directives['connect-src']).toEqual(["'self'", 'https://api.example.com']);
    expect(headers['Strict-Transport-Security']).toMatch(/^max-age=\d{8,}/);
    expect(headers).toMatchObject({
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': expect.anything(),
      'Permissions-Policy': expect.stringContaining('camera=()'),
    });
  });

  test('hold nothing that the file of Amplify would take for its own', () => {
    for (const value of Object.values(headers)) expect(value).not.toMatch(/["\n\\]/);
  });
});
