import { WEB_CLIENT_ID } from '../../../local/places';
import type { World } from '../world';

/** An answer of the HTTP API; status 0: there was none. */
export type Answer = { readonly status: number; readonly body: Readonly<Record<string, unknown>> };

type Sent = {
  readonly query?: string;
  readonly body?: unknown;
  readonly idempotencyKey?: string | undefined;
};

/** Calls the HTTP API as a browser does; `about` names the call. The token says who, and claims groups that it may not claim. */
export async function callApi(
  world: World,
  about: string,
  userId: string,
  [method, path]: readonly [string, string],
  sent: Sent = {},
): Promise<Answer> {
  const event = {
    rawPath: path,
    rawQueryString: sent.query ?? '',
    headers: {
      'content-type': 'application/json',
      ...(sent.idempotencyKey === undefined ? {} : { 'idempotency-key': sent.idempotencyKey }),
    },
    ...(sent.body === undefined ? {} : { body: JSON.stringify(sent.body) }),
    isBase64Encoded: false,
    requestContext: {
      requestId: about,
      http: { method, path },
      authorizer: {
        jwt: {
          claims: {
            hourglass_user_id: userId,
            token_use: 'access',
            client_id: WEB_CLIENT_ID,
            'cognito:groups': [world.organization.id('leads'), world.organization.id('admins')],
          },
        },
      },
    },
  };
  try {
    const { statusCode, body } = (await world.host.invoke('api', event, about)) as {
      statusCode: number;
      body: string;
    };
    return { status: statusCode, body: body === '' ? {} : JSON.parse(body) };
  } catch {
    return { status: 0, body: {} };
  }
}
