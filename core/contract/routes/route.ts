import { z } from 'zod';

const none = z.strictObject({});

/** Which function serves a route: rights differ, so functions do. */
export type Served = 'api' | 'query-activity';

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
