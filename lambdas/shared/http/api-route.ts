import { z } from 'zod';
import type { MachineScope } from '../../../core/contract/machine-scopes';
import { loadOf, type RouteLoad, type RouteParts } from '../../../core/contract/routes';
import type { Viewer, Viewers } from '../../../core/usecases/caller-identity';
import type { Caller } from '../../../core/usecases/deps';
import type { Throttling } from '../../../core/usecases/throttling';
import { type Answer, failureProblem } from './answer';
import type { Clients } from './caller';
import { type HttpEvent, type HttpResult, headerOf } from './http-event';
import { ProblemError } from './problem';
import { bodyOf, idempotencyKeyOf, parsePart, queryOf } from './read-input';
import { fileResult, jsonResult, taggedResult } from './result';

/** Every function with routes knows whose tokens it takes, who the callers are, and counts what they send. */
export type Doorkeepers = {
  readonly clients: Clients;
  readonly viewers: Viewers;
  readonly throttling: Throttling;
};

/** What a route gets: everything parsed, and the caller verified. */
export type Call<P, Q, B> = {
  readonly caller: Caller;
  /** The caller with groups and roles: live for what writes, at most 30 s old for what reads. */
  readonly viewer: () => Promise<Viewer>;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly idempotencyKey: string | undefined;
};

/** A route of the contract together with what it does. */
export type ApiRoute<S> = {
  readonly method: string;
  readonly path: string;
  readonly load: RouteLoad;
  /** The scope that a machine needs; absent: people alone may. */
  readonly scope: MachineScope | undefined;
  readonly handle: (request: RouteRequest, services: S) => Promise<HttpResult>;
};

export type RouteRequest = {
  readonly event: HttpEvent;
  readonly caller: Caller;
  readonly params: Readonly<Record<string, string>>;
};

/** Binds a route of the contract to a use-case: its schemas parse what comes in and what goes out. */
export function apiRoute<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
  S extends Doorkeepers,
>(
  route: RouteParts<P, Q, B, R>,
  run: (call: Call<z.output<P>, z.output<Q>, z.output<B>>, services: S) => Promise<Answer<z.input<R>>>,
): ApiRoute<S> {
  const { method, path } = route;
  return {
    method,
    path,
    load: loadOf(route),
    scope: route.scope,
    handle: async ({ event, caller, params }, services) => {
      const answer = await run(
        {
          caller,
          viewer: () =>
            method === 'GET'
              ? services.viewers.recently(caller, route.scope)
              : services.viewers.now(caller, route.scope),
          params: parsePart(schemaOr(route.params, nothing), params),
          query: parsePart(schemaOr(route.query, nothing), queryOf(event)),
          body: parsePart(schemaOr(route.body, absent), route.body ? bodyOf(event) : undefined),
          idempotencyKey: route.idempotent ? idempotencyKeyOf(event) : undefined,
        },
        services,
      );
      return resultOf(route, answer, event);
    },
  };
}

const nothing = z.strictObject({});
const absent = z.undefined();

function schemaOr<T extends z.ZodType>(schema: T | undefined, fallback: z.ZodType): T {
  // oxlint-disable-next-line typescript/consistent-type-assertions -- a route without a schema has the fallback's type as its default
  return schema ?? (fallback as T);
}

function resultOf<P, Q, B, R extends z.ZodType>(
  route: RouteParts<P, Q, B, R>,
  answer: Answer<z.input<R>>,
  event: HttpEvent,
): HttpResult {
  switch (answer.kind) {
    case 'found':
    case 'saved': {
      // Only declared fields leave: an undeclared one is a bug and throws.
      const value = route.response.parse(answer.value);
      if (route.method === 'GET')
        return taggedResult(value, headerOf(event, 'if-none-match'), answer.headers);
      return jsonResult(route.status ?? 200, value, answer.headers);
    }
    case 'file':
      return fileResult(answer);
    case 'refused':
    case 'not-found':
    case 'conflict':
    case 'invalid':
    case 'not-ready':
    case 'key-reused':
      throw new ProblemError(failureProblem(answer));
  }
}
