import { MachineScope, SCOPE_TEXTS, tokenScope } from '../../core/contract/machine-scopes';
import { routes } from '../../core/contract/routes';
import type { PublicRoute } from '../shared/http/http-handler';
import { headerOf } from '../shared/http/http-event';
import { type AnyRoute, operationOf } from '../shared/http/operation';
import { taggedResult } from '../shared/http/result';
import { type JsonSchema, Schemas } from '../shared/http/schemas';
import { once } from '../shared/once';

/** The HTTP API as an OpenAPI 3.1 document, made from the routes of the contract. https://spec.openapis.org/oas/v3.1.0 */
export function openApiDocument(): JsonSchema {
  const schemas = new Schemas();
  const paths: Record<string, JsonSchema> = {};
  const all: [string, AnyRoute][] = Object.entries(routes);
  for (const [name, route] of all)
    paths[route.path] = {
      ...paths[route.path],
      [route.method.toLowerCase()]: operationOf(name, route, schemas),
    };
  return {
    openapi: '3.1.0',
    info: {
      title: 'Hourglass',
      version: '1',
      description: 'Temporary elevated access for AWS IAM Identity Center.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    tags: [...new Set(all.map(([, { tag }]) => tag))].map((name) => ({ name })),
    security: [{ token: [] }],
    paths,
    components: {
      schemas: schemas.components,
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'A person: an access token of the installation’s user pool.',
        },
        machine: {
          type: 'oauth2',
          description:
            'A machine of the configuration: client credentials, at the sign-in host of the installation. It may use the operations that name a scope, and no other.',
          flows: {
            clientCredentials: {
              tokenUrl: '/oauth2/token',
              scopes: Object.fromEntries(
                MachineScope.options.map((scope) => [tokenScope(scope), SCOPE_TEXTS[scope]]),
              ),
            },
          },
        },
      },
    },
  };
}

const document = once(openApiDocument);

/** GET /openapi.json, for everybody. */
export const openApiRoute: PublicRoute = {
  method: 'GET',
  path: '/openapi.json',
  open: (event) =>
    taggedResult(document(), headerOf(event, 'if-none-match'), { 'cache-control': 'public, no-cache' }),
};
