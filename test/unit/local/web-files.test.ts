import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { securityHeaders } from '../../../core/rules/web-headers';
import { webFiles } from '../../../local/laptop/web-files';
import type { Router } from '../../../local/pages/routes';

const ORIGIN = 'http://localhost:3000';

describe('the web app on the laptop', () => {
  let folder: string;
  let router: Router;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'hourglass-web-files-'));
    mkdirSync(join(folder, 'assets'));
    writeFileSync(join(folder, 'index.html'), '<html><head></head><body></body></html>');
    writeFileSync(join(folder, 'assets', 'index-1a2b.js'), 'run()');
    writeFileSync(join(folder, 'hourglass.svg'), '<svg/>');
    router = webFiles(folder, (origin) => ({
      apiUrl: `${origin}/api`,
      region: 'eu-west-1',
      userPoolId: 'pool',
      userPoolClientId: 'client',
      userPoolEndpoint: `${origin}/auth/cognito-idp/`,
      signInDomain: `${new URL(origin).host}/auth`,
      identityProvider: 'IdentityCenter',
      redirectUri: `${origin}/`,
    }));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const get = (path: string, headers: Record<string, string> = {}, origin = ORIGIN) =>
    router(new Request(`${origin}${path}`, { headers }));

  test.each([
    '/',
    '/requests/1',
    '/review/payload.signature',
    '/index.html',
    '/config.json',
    '/assets/index-1a2b.js',
  ])('%s has the headers of the deployed one', async (path) => {
    const answer = await get(path);
    expect(answer?.status).toBe(200);
    for (const [name, value] of Object.entries(securityHeaders([])))
      expect(answer?.headers.get(name)).toBe(value);
  });

  test('answers pages as a deployment publishes them, with a policy for the origin that is asked', async () => {
    for (const origin of [ORIGIN, 'http://127.0.0.1:3000'])
      for (const encoding of ['identity', 'gzip']) {
        const answer = await get('/requests/1', { 'accept-encoding': encoding }, origin);
        const bytes = Buffer.from(await answer!.arrayBuffer());
        const text = (answer?.headers.has('content-encoding') ? gunzipSync(bytes) : bytes).toString();
        expect(text).toContain(`connect-src 'self' ${origin} `);
      }
  });

  test('has files kept for good only where their names change with them', async () => {
    expect((await get('/assets/index-1a2b.js'))?.headers.get('cache-control')).toContain('immutable');
    for (const path of ['/', '/hourglass.svg', '/config.json'])
      expect((await get(path))?.headers.get('cache-control')).toBe('no-cache');
  });

  test('does not answer a file that is not there with a page', async () => {
    expect(await get('/assets/index-old.js')).toBeUndefined();
    expect(await get('/assets/..%2f..%2fetc/passwd.json')).toBeUndefined();
  });
});
