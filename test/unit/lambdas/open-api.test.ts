import { z } from 'zod';
import { routes } from '../../../core/contract/routes';
import { activityRoutes } from '../../../lambdas/query-activity/activity-routes';
import { apiRoutes } from '../../../lambdas/api/api-routes';
import { openApiDocument } from '../../../lambdas/api/open-api';
import { SchemaNameTakenError, Schemas } from '../../../lambdas/shared/http/schemas';
import { buildApi } from '../../support/api';

const Operation = z.looseObject({
  operationId: z.string(),
  parameters: z.array(z.looseObject({ name: z.string(), in: z.string(), required: z.boolean() })).optional(),
  requestBody: z.looseObject({ required: z.literal(true) }).optional(),
  responses: z.record(z.string(), z.looseObject({ description: z.string() })),
});
const Document = z.looseObject({
  openapi: z.literal('3.1.0'),
  paths: z.record(z.string(), z.record(z.string(), Operation)),
  components: z.looseObject({ schemas: z.record(z.string(), z.unknown()) }),
});

const document = Document.parse(JSON.parse(JSON.stringify(openApiDocument())));
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
);

function referencesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    key === '$ref' && typeof member === 'string' ? [member] : referencesIn(member),
  );
}

describe('the OpenAPI document', () => {
  it('holds exactly the routes of the contract', () => {
    const expected = Object.entries(routes).map(([name, { method, path }]) => `${name} ${method} ${path}`);
    const actual = operations.map(
      ({ path, method, operation }) => `${operation.operationId} ${method} ${path}`,
    );
    expect(actual.toSorted()).toEqual(expected.toSorted());
  });

  it('has no reference that leads nowhere', () => {
    const references = referencesIn(document);
    expect(references.length).toBeGreaterThan(20);
    const names = references.map((reference) => reference.replace('#/components/schemas/', ''));
    expect(names.filter((name) => !(name in document.components.schemas))).toEqual([]);
  });

  it('has no schema that nothing refers to', () => {
    const used = new Set(referencesIn(document));
    const unused = Object.keys(document.components.schemas).filter(
      (name) => !used.has(`#/components/schemas/${name}`),
    );
    expect(unused).toEqual([]);
  });

  it.each(operations.map((one) => [`${one.method} ${one.path}`, one] as const))(
    'names every parameter of %s',
    (_name, { path, operation }) => {
      const inPath = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path');
      expect(inPath.map(({ name }) => `{${name}}`).toSorted()).toEqual(
        (path.match(/\{\w+\}/g) ?? []).toSorted(),
      );
      expect(inPath.every(({ required }) => required)).toBe(true);
    },
  );

  it('tells of the problems, the body and the key of a creation', () => {
    const create = document.paths['/requests']?.post;
    expect(Object.keys(create?.responses ?? {})).toEqual(
      expect.arrayContaining(['201', '400', '401', '404', '409', '413', '415', '422', '500']),
    );
    expect(create?.parameters?.map(({ name }) => name)).toContain('Idempotency-Key');
    expect(create?.requestBody).toBeDefined();
  });

  it('says how to ask on behalf of somebody', () => {
    const { schemas } = document.components;
    expect(schemas.CreateRequest).toMatchObject({
      properties: { beneficiaryId: { description: expect.stringContaining('onBehalfBy') } },
    });
  });

  it('asks for a token everywhere', () => {
    expect(document).toMatchObject({
      security: [{ token: [] }],
      components: { securitySchemes: { token: { scheme: 'bearer' } } },
    });
  });

  it('refuses two schemas of one name', () => {
    const schemas = new Schemas();
    const named = z.object({ a: z.string().default('x') }).meta({ id: 'OpenApiTest' });
    schemas.of(z.array(named), 'output');
    expect(() => schemas.of(z.array(named), 'input')).toThrow(SchemaNameTakenError);
  });

  it('is served to everybody at /openapi.json', async () => {
    const answer = await buildApi().call(undefined, 'GET', '/openapi.json');
    expect(answer.status).toBe(200);
    expect(Object.keys(answer.json().paths)).toEqual(Object.keys(document.paths));
  });
});

describe('the functions with routes', () => {
  it('serve together exactly the routes of the contract, each where the contract says', () => {
    const by = (served: string) =>
      Object.values(routes)
        .filter((route) => ((route as { by?: string }).by ?? 'api') === served)
        .map(({ method, path }) => `${method} ${path}`)
        .toSorted();
    const of = (list: readonly { method: string; path: string }[]) =>
      list.map(({ method, path }) => `${method} ${path}`).toSorted();
    expect(of(apiRoutes)).toEqual([...by('api'), 'GET /openapi.json'].toSorted());
    expect(of(activityRoutes)).toEqual(by('query-activity'));
  });
});
