import { z } from 'zod';
import type { MachineScope } from '../machine-scopes';

const none = z.strictObject({});

/** Which function serves a route: rights differ, so functions do. */
export type Served = 'api' | 'query-activity';

/**
 * How a route is throttled. `read`: it costs little. `dear`: it changes nothing, but costs money or much time. `write`: it changes
 * something. `urgent`: it ends access or serves an emergency, and nobody is ever kept from it.
 */
export type RouteLoad = 'read' | 'dear' | 'write' | 'urgent';

/** The load of a route: what it says, else what its method means. */
export function loadOf(route: { readonly method: string; readonly load?: RouteLoad }): RouteLoad {
  return route.load ?? (route.method === 'GET' ? 'read' : 'write');
}

/** What describes a route; absent schemas: it takes nothing there. */
export type RouteParts<P, Q, B, R> = {
  method: 'GET' | 'POST' | 'PUT';
  path: string;
  summary: string;
  params?: P;
  query?: Q;
  body?: B;
  response: R;
  /** Success status; 200 unless said. */
  status?: number;
  by?: Served;
  /** The scope that a machine needs; absent: people alone may. */
  scope?: MachineScope;
  /** How it is throttled; see `loadOf`. */
  load?: RouteLoad;
  /** Takes an Idempotency-Key header. */
  idempotent?: boolean;
  /** Answers text that is not JSON, such as an export. */
  raw?: boolean;
  tag: string;
};

type EmptyObject = typeof none;

/** A route of the HTTP API: the one description that the router, the web app's client and the OpenAPI document share. */
export function route<
  R extends z.ZodType,
  P extends z.ZodType = EmptyObject,
  Q extends z.ZodType = EmptyObject,
  B extends z.ZodType = z.ZodUndefined,
>(parts: RouteParts<P, Q, B, R>) {
  return parts;
}
