import type { Problem } from '../../core/contract/common';
import { Viewers } from '../../core/usecases/caller-identity';
import { type RequestLimits, Throttling } from '../../core/usecases/throttling';
import { apiRoutes } from '../../lambdas/api/api-routes';
import { activityRoutes } from '../../lambdas/query-activity/activity-routes';
import { httpHandler } from '../../lambdas/shared/http/http-handler';
import { logger } from '../../lambdas/shared/logger';
import { GROUPS, PEOPLE } from './build';
import { FakeBuckets } from './fakes';
import { buildWorld, type World } from './world';

logger.setLogLevel('SILENT');

type Name = keyof typeof PEOPLE;
type Sent = {
  readonly body?: unknown;
  /** Sent as it is. */
  readonly raw?: string;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

/** An HTTP API event, payload format 2.0, as API Gateway makes it after its authorizer. */
export function httpEvent(method: string, path: string, userId: string | undefined, sent: Sent = {}) {
  const body = sent.raw ?? (sent.body === undefined ? undefined : JSON.stringify(sent.body));
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString: sent.query ?? '',
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...sent.headers,
    },
    ...(body === undefined ? {} : { body }),
    isBase64Encoded: false,
    requestContext: {
      requestId: 'correlation-1',
      http: { method, path },
      ...(userId === undefined
        ? {}
        : {
            authorizer: { jwt: { claims: { hourglass_user_id: userId, token_use: 'access' }, scopes: null } },
          }),
    },
  };
}

/** Both HTTP functions over a world of fakes. */
export function buildApi(world: World = buildWorld(), limits: Partial<RequestLimits> = {}) {
  const roles = {
    adminGroupId: GROUPS.admins,
    auditorGroupId: GROUPS.auditors,
    responderGroupId: GROUPS.responders,
  };
  const buckets = new FakeBuckets(world.clock);
  const throttling = new Throttling(
    { ...world.ports, buckets },
    { read: 600, dear: 600, write: 600, ...limits },
  );
  const services = { ...world.ports, viewers: new Viewers(world.ports, roles), throttling };
  const api = httpHandler(apiRoutes, () => services);
  const activity = httpHandler(activityRoutes, () => services);

  async function call(name: Name | undefined, method: string, path: string, sent: Sent = {}) {
    const handler = path.includes('/activity') ? activity : api;
    const result = await handler(httpEvent(method, path, name && PEOPLE[name], sent));
    const parse = () => JSON.parse(result.body);
    return {
      status: result.statusCode,
      headers: result.headers,
      text: result.body,
      json: () => parse(),
      problem: (): Problem => parse(),
    };
  }

  return { world, services, buckets, call };
}
