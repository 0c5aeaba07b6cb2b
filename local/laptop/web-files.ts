import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { WebConfig } from '../../core/contract/web-config';
import { filesFor } from '../../core/rules/web-files';
import { cachingOf, isPage, securityHeaders } from '../../core/rules/web-headers';
import type { Router } from '../pages/routes';
import { MissingBuildError } from '../lambda-host';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.map': 'application/json',
};

const PAGE = 'index.html';

/** Paths of the laptop that are never pages of the web app. */
const OTHERS = /^\/(api|auth|portal|inbox|panel|local)(\/|$)/;

/** The web app and all that it speaks to are one origin here. */
const SECURITY = securityHeaders([]);

/** Serves the built web app as Amplify Hosting does: files by their path, everything else the app's page; and its run-time configuration. */
export function webFiles(folder: string, config: (origin: string) => WebConfig): Router {
  if (!existsSync(join(folder, PAGE))) throw new MissingBuildError(join(folder, PAGE));
  const compressed = new Map<string, Buffer>();
  return async (request) => {
    const url = new URL(request.url);
    if ((request.method !== 'GET' && request.method !== 'HEAD') || OTHERS.test(url.pathname))
      return undefined;
    if (url.pathname === '/config.json')
      return Response.json(config(url.origin), {
        headers: { ...SECURITY, 'cache-control': cachingOf(url.pathname) },
      });
    const path = fileFor(folder, url.pathname);
    if (!path) return undefined;
    const file = await readFile(path);
    // The page as a deployment publishes it, with its policy in it.
    const content = path === join(folder, PAGE) ? filesFor({ [PAGE]: file }, config(url.origin))[PAGE] : file;
    return answer(path, content ?? file, cachingOf(url.pathname), request, compressed);
  };
}

function fileFor(folder: string, pathname: string): string | undefined {
  const wanted = normalize(join(folder, safeDecode(pathname)));
  if (wanted !== folder && !wanted.startsWith(folder + sep)) return undefined;
  if (isPage(pathname)) return join(folder, PAGE);
  return existsSync(wanted) ? wanted : undefined;
}

function safeDecode(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    // A path that is no valid encoding names no file: the app's own page says so.
    return '/';
  }
}

async function answer(
  path: string,
  content: Uint8Array,
  caching: string,
  request: Request,
  compressed: Map<string, Buffer>,
): Promise<Response> {
  const type = TYPES[extname(path)] ?? 'application/octet-stream';
  const headers = { ...SECURITY, 'content-type': type, 'cache-control': caching };
  if (!(request.headers.get('accept-encoding') ?? '').includes('gzip') || /png|woff2/.test(type))
    return new Response(new Uint8Array(content), { headers });
  const key = `${new URL(request.url).origin}${path}:${content.length}`;
  const gzipped = compressed.get(key) ?? gzipSync(content, { level: 6 });
  compressed.set(key, gzipped);
  return new Response(new Uint8Array(gzipped), {
    headers: { ...headers, 'content-encoding': 'gzip', vary: 'accept-encoding' },
  });
}
