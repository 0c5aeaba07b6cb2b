/** Last parts of the paths that name files of the web app; every other path is one of its pages, even one with a dot in it. */
const FILE_TYPES = [
  'css',
  'gif',
  'html',
  'ico',
  'jpg',
  'js',
  'json',
  'map',
  'png',
  'svg',
  'txt',
  'webmanifest',
  'woff',
  'woff2',
];

/**
 * Paths that are answered with the app's page, as a regular expression. Its form is the one that AWS documents for single page apps:
 * https://docs.aws.amazon.com/amplify/latest/userguide/redirect-rewrite-examples.html
 */
export const PAGES: string = String.raw`^[^.]+$|\.(?!(${FILE_TYPES.join('|')})$)([^.]+$)`;

const pages = new RegExp(PAGES);

/** Whether a path is answered with the app's page, which finds its way by the address. */
export const isPage = (path: string): boolean => pages.test(path);

/** How long a browser may keep what it was given, by patterns of paths as Amplify reads them; no path has two. */
export const CACHING: Readonly<Record<string, string>> = {
  // Their names change with their content.
  '/assets/*': 'public, max-age=31536000, immutable',
  '/': 'no-cache',
  '/index.html': 'no-cache',
  '/config.json': 'no-cache',
};

/** What a browser is told about keeping the answer for a path. Pages are asked for anew, so that a deployment is seen at once. */
export const cachingOf = (path: string): string =>
  (path.startsWith('/assets/') ? CACHING['/assets/*'] : CACHING['/']) ?? 'no-cache';

/** Headers of every answer of the web app. `connect`: origins beside its own that it may speak to. */
export function securityHeaders(connect: readonly string[]): Readonly<Record<string, string>> {
  return {
    'Content-Security-Policy': contentSecurityPolicy(connect),
    'Strict-Transport-Security': 'max-age=63072000; includeSubDomains',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'strict-origin-when-cross-origin',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    'Cross-Origin-Opener-Policy': 'same-origin',
  };
}

function contentSecurityPolicy(connect: readonly string[]): string {
  return [
    "default-src 'self'",
    "script-src 'self'",
    // The component library sets styles of its own.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    `connect-src ${["'self'", ...connect].join(' ')}`,
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ');
}
