import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { problemTypes } from '../core/contract/common';
import { routes, type Served } from '../core/contract/routes';
import type { Router } from './pages/routes';
import type { TokenVerifier, VerifiedClaims } from './sign-in/verify';

/** What the gateway is made of. */
export type GatewayOptions = {
  /** In front of every route: `/api`. */
  readonly basePath: string;
  readonly verify: TokenVerifier;
  readonly invoke: (functionName: Served, event: unknown) => Promise<unknown>;
  readonly now: () => number;
};

const ProxyAnswer = z.looseObject({
  statusCode: z.number(),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  cookies: z.array(z.string()).optional(),
  body: z.string().optional(),
  isBase64Encoded: z.boolean().optional(),
});

/** Routes that need no token: the OpenAPI document. */
const OPEN_PATHS = new Set(['/openapi.json']);

/** Stands in for the HTTP API: checks the token as its JWT authorizer does and hands the request to the function in format 2.0. */
export function gateway(options: GatewayOptions): Router {
  const table = Object.values(routes).map(({ method, path, ...rest }) => ({
    method,
    pattern: new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`),
    by: 'by' in rest ? (rest.by ?? 'api') : 'api',
  }));
  return async (request) => {
    const url = new URL(request.url);
    if (!url.pathname.startsWith(`${options.basePath}/`)) return undefined;
    const path = url.pathname.slice(options.basePath.length);
    const claims = OPEN_PATHS.has(path) ? {} : await claimsOf(request, options.verify);
    if (!claims) return unauthorized();
    const served = table.find(({ pattern }) => pattern.test(path))?.by ?? 'api';
    const event = await eventOf(request, path, claims, options.now());
    const answer = ProxyAnswer.parse(await options.invoke(served, event));
    return toResponse(answer);
  };
}

async function claimsOf(request: Request, verify: TokenVerifier): Promise<VerifiedClaims | undefined> {
  const [scheme, token] = (request.headers.get('authorization') ?? '').split(' ');
  if (scheme?.toLowerCase() !== 'bearer' || !token) return undefined;
  return verify(token);
}

/** `message` is all that the AWS authorizer says; the rest makes it a problem document like every other answer. */
function unauthorized(): Response {
  const body = {
    type: problemTypes.unauthenticated,
    title: 'Not signed in',
    status: 401,
    detail: 'The access token is missing, expired or not from this installation. Sign in again.',
    message: 'Unauthorized',
  };
  return new Response(JSON.stringify(body), {
    status: 401,
    headers: { 'content-type': 'application/problem+json', 'www-authenticate': 'Bearer' },
  });
}

async function eventOf(request: Request, path: string, claims: VerifiedClaims, now: number): Promise<object> {
  const url = new URL(request.url);
  const body = await request.text();
  const query = Object.fromEntries(url.searchParams);
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString: url.search.slice(1),
    headers: Object.fromEntries(request.headers),
    ...(url.search.length > 1 ? { queryStringParameters: query } : {}),
    requestContext: {
      accountId: '111122223333',
      apiId: 'local',
      authorizer: { jwt: { claims: asStrings(claims), scopes: null } },
      domainName: url.host,
      domainPrefix: 'local',
      http: {
        method: request.method,
        path,
        protocol: 'HTTP/1.1',
        sourceIp: '127.0.0.1',
        userAgent: request.headers.get('user-agent') ?? '',
      },
      requestId: randomUUID(),
      routeKey: '$default',
      stage: '$default',
      time: '01/Jan/2026:00:00:00 +0000',
      timeEpoch: now,
    },
    ...(body === '' ? {} : { body }),
    isBase64Encoded: false,
  };
}

/** The authorizer passes every claim on as text. */
function asStrings(claims: VerifiedClaims): Record<string, string> {
  return Object.fromEntries(
    Object.entries(claims).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );
}

function toResponse(answer: z.infer<typeof ProxyAnswer>): Response {
  const headers = new Headers();
  for (const [name, value] of Object.entries(answer.headers ?? {})) headers.set(name, String(value));
  for (const cookie of answer.cookies ?? []) headers.append('set-cookie', cookie);
  const body = answer.isBase64Encoded ? Buffer.from(answer.body ?? '', 'base64') : (answer.body ?? '');
  const empty = answer.statusCode === 204 || answer.statusCode === 304;
  return new Response(empty ? null : body, { status: answer.statusCode, headers });
}
