import type { z } from 'zod';
import { Problem } from '../../../core/contract/common';
import { tokenScope } from '../../../core/contract/machine-scopes';
import { loadOf, type RouteParts } from '../../../core/contract/routes';
import type { JsonSchema, Schemas } from './schemas';

/** A route of the contract with whatever schemas it has. */
export type AnyRoute = RouteParts<z.ZodType, z.ZodType, z.ZodType, z.ZodType>;

/** A route as an operation of an OpenAPI document. */
export function operationOf(name: string, route: AnyRoute, schemas: Schemas): JsonSchema {
  const parameters = [
    ...parametersOf('path', route.params, schemas),
    ...parametersOf('query', route.query, schemas),
    ...(route.idempotent ? [IDEMPOTENCY_KEY] : []),
    ...(route.method === 'GET' && !route.raw ? [IF_NONE_MATCH] : []),
  ];
  return {
    operationId: name,
    tags: [route.tag],
    summary: route.summary,
    ...(route.scope ? { security: [{ token: [] }, { machine: [tokenScope(route.scope)] }] } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(route.body
      ? {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: schemas.of(route.body, 'input') } },
          },
        }
      : {}),
    responses: responsesOf(route, schemas),
  };
}

function responsesOf(route: AnyRoute, schemas: Schemas): JsonSchema {
  const text = { schema: { type: 'string' } };
  const content = route.raw
    ? { 'text/csv': text, 'application/json': { schema: { type: 'array' } } }
    : { 'application/json': { schema: schemas.of(route.response, 'output') } };
  const problem = (description: string) => ({
    description,
    content: { 'application/problem+json': { schema: schemas.of(Problem, 'output') } },
  });
  return {
    [route.status ?? 200]: { description: 'Done', content },
    ...(route.method === 'GET' && !route.raw ? { 304: { description: 'As it was' } } : {}),
    ...problemsOf(route).reduce(
      (all, [status, description]) => ({ ...all, [status]: problem(description) }),
      {},
    ),
  };
}

function problemsOf(route: AnyRoute): (readonly [number, string])[] {
  const writes = route.method !== 'GET';
  return [
    [400, 'The input is wrong; `fields` says where'],
    [401, 'Not signed in'],
    [403, 'Seen, but not yours to do'],
    [404, 'There is no such thing, or you may not see it'],
    ...(writes ? ([[409, 'Things have changed, or it is too early or too late']] as const) : []),
    ...(route.body ? ([[413, 'The body is too large']] as const) : []),
    ...(route.body ? ([[415, 'The body must be application/json']] as const) : []),
    ...(writes ? ([[422, 'A rule says no; `reasons` says which']] as const) : []),
    ...(loadOf(route) === 'urgent' ? [] : ([[429, 'Too many requests; see Retry-After']] as const)),
    [500, 'Something went wrong'],
  ];
}

function parametersOf(
  place: 'path' | 'query',
  schema: z.ZodType | undefined,
  schemas: Schemas,
): JsonSchema[] {
  if (!schema) return [];
  const { properties, required } = schemas.of(schema, 'input');
  const needed = Array.isArray(required) ? required : [];
  const entries: [string, unknown][] =
    typeof properties === 'object' && properties !== null ? Object.entries(properties) : [];
  return entries.map(([name, of]) => ({
    name,
    in: place,
    required: place === 'path' || needed.includes(name),
    schema: of,
  }));
}

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'Sent again with the same key within a day, the request is made once. At most 200 visible ASCII characters.',
  schema: { type: 'string', maxLength: 200 },
};

const IF_NONE_MATCH = {
  name: 'If-None-Match',
  in: 'header',
  required: false,
  description: 'The ETag of the answer that you have; 304 when nothing has changed.',
  schema: { type: 'string' },
};
