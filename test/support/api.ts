import type { Problem } from '../../core/contract/common';
import { type MachineScope, tokenScope } from '../../core/contract/machine-scopes';
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

export const WEB_CLIENT = 'client-web';
/** The machine that `asMachine` is, by its client. */
export const MACHINE = { name: 'pipeline', clientId: 'client-pipeline' } as const;

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
            authorizer: {
              jwt: {
                claims: { hourglass_user_id: userId, token_use: 'access', client_id: WEB_CLIENT },
                scopes: null,
              },
            },
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
  const clients = { web: WEB_CLIENT, machines: new Map([[MACHINE.clientId, MACHINE.name]]) };
  const services = { ...world.ports, viewers: new Viewers(world.ports, roles), throttling, clients };
  const api = httpHandler(apiRoutes, () => services);
  const activity = httpHandler(activityRoutes, () => services);

  async function send(
    event: Pick<ReturnType<typeof httpEvent>, 'rawPath'> & { readonly requestContext: object },
  ) {
    const handler = event.rawPath.includes('/activity') ? activity : api;
    const result = await handler(event);
    const parse = () => JSON.parse(result.body);
    return {
      status: result.statusCode,
      headers: result.headers,
      text: result.body,
      json: () => parse(),
      problem: (): Problem => parse(),
    };
  }

  const call = (name: Name | undefined, method: string, path: string, sent: Sent = {}) =>
    send(httpEvent(method, path, name && PEOPLE[name], sent));

  /** A call with a token that holds these claims. */
  const callWith = (claims: object, method: string, path: string, sent: Sent = {}) => {
    const event = httpEvent(method, path, undefined, sent);
    return send({
      ...event,
      requestContext: { ...event.requestContext, authorizer: { jwt: { claims, scopes: null } } },
    });
  };

  /** A call of the machine with some scopes. */
  const asMachine = (scopes: Iterable<MachineScope>, method: string, path: string, sent: Sent = {}) =>
    callWith(
      { token_use: 'access', client_id: MACHINE.clientId, scope: [...scopes].map(tokenScope).join(' ') },
      method,
      path,
      sent,
    );

  return { world, services, buckets, call, callWith, asMachine };
}
