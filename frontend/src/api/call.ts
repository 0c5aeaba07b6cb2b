import type { BodyIn, ParamsIn, QueryIn, ResponseOf, RouteName } from '../../../core/contract/routes';
import { runtimeConfig } from '../session/config';
import { addressOf } from './address';
import { AnswerCache } from './answer-cache';
import { problemOf } from './problem';
import { send } from './send';
import { observeServerTime } from './server-clock';

type Given<T> = Exclude<T, undefined>;
type Part<K extends string, T> = [Given<T>] extends [never]
  ? { readonly [P in K]?: undefined }
  : Record<never, never> extends Given<T>
    ? { readonly [P in K]?: Given<T> }
    : { readonly [P in K]: Given<T> };

/** What a call to a route takes: exactly what the contract names. */
export type CallInput<N extends RouteName> = Part<'params', ParamsIn<N>> &
  Part<'query', QueryIn<N>> &
  Part<'body', BodyIn<N>>;

type Extra = { readonly idempotencyKey?: string; readonly signal?: AbortSignal };
type Loose = Extra & { readonly params?: object; readonly query?: object; readonly body?: unknown };

const answers = new AnswerCache();

/** Calls a route of the API; throws `ApiProblem` when it says no and `NoAnswerError` when nothing comes. */
export async function call<N extends RouteName>(
  name: N,
  input: CallInput<N> & Extra,
): Promise<ResponseOf<N>> {
  const route = HOURGLASS_ROUTES[name];
  const url = urlOf(name, input);
  const reading = route.method === 'GET';
  // The caller's own record is small and carries the clock, so it always comes in full.
  const etag = reading && name !== 'getMe' ? answers.etagOf(url) : undefined;
  const response = await request(name, url, input, etag);
  if (response.status === 304) return cached(url);
  if (!response.ok) throw await problemOf(response);
  const data: ResponseOf<N> = await response.json();
  observeTimeIn(data);
  if (reading) answers.keep(url, response.headers.get('etag'), data);
  return data;
}

/** Calls a route that answers a file. */
export async function callForFile<N extends RouteName>(name: N, input: CallInput<N> & Extra): Promise<Blob> {
  const response = await request(name, urlOf(name, input), input, undefined);
  if (!response.ok) throw await problemOf(response);
  return response.blob();
}

function urlOf(name: RouteName, input: Loose): string {
  return addressOf(runtimeConfig().apiUrl, HOURGLASS_ROUTES[name], input.params, input.query);
}

function request(name: RouteName, url: string, input: Loose, etag: string | undefined): Promise<Response> {
  const headers = new Headers({ accept: 'application/json' });
  if (etag) headers.set('if-none-match', etag);
  if (input.idempotencyKey) headers.set('idempotency-key', input.idempotencyKey);
  if (input.body !== undefined) headers.set('content-type', 'application/json');
  return send(url, {
    method: HOURGLASS_ROUTES[name].method,
    headers,
    // Conditional requests are ours: the browser's cache would answer 200 in place of the 304.
    cache: 'no-store',
    ...(input.body === undefined ? {} : { body: JSON.stringify(input.body) }),
    ...(input.signal ? { signal: input.signal } : {}),
  });
}

function cached<T>(url: string): T {
  const data = answers.read(url);
  // oxlint-disable-next-line typescript/consistent-type-assertions -- kept under this very address by the same route
  return data as T;
}

function observeTimeIn(data: unknown): void {
  if (typeof data === 'object' && data !== null && 'now' in data && typeof data.now === 'string') {
    observeServerTime(data.now);
  }
}
