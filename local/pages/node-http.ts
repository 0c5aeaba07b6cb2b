import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Router } from './routes';

const MAX_BODY_BYTES = 1024 * 1024;

/** The request as the web standard describes it; `undefined` if its body is larger than 1 MiB. */
export async function toRequest(incoming: IncomingMessage): Promise<Request | undefined> {
  const url = new URL(incoming.url ?? '/', `http://${incoming.headers.host ?? 'localhost'}`);
  const method = incoming.method ?? 'GET';
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    for (const one of Array.isArray(value) ? value : [value])
      if (one !== undefined) headers.append(name, one);
  }
  if (method === 'GET' || method === 'HEAD') return new Request(url, { method, headers });
  const body = await bodyOf(incoming);
  return body && new Request(url, { method, headers, body: new Uint8Array(body) });
}

/** Writes `response` to node's own response object. */
export async function send(response: Response, outgoing: ServerResponse): Promise<void> {
  outgoing.statusCode = response.status;
  for (const [name, value] of response.headers) {
    if (name !== 'set-cookie') outgoing.setHeader(name, value);
  }
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) outgoing.setHeader('set-cookie', cookies);
  outgoing.end(Buffer.from(await response.arrayBuffer()));
}

/** A listener for `http.createServer` that answers from `router`, and 404, 413 or 500 where it cannot. */
export function listener(router: Router, onError: (error: unknown) => void) {
  return (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    answer(router, incoming)
      .catch((error: unknown) => {
        onError(error);
        return new Response('Internal error', { status: 500 });
      })
      .then((response) => send(response, outgoing))
      .catch(onError);
  };
}

async function answer(router: Router, incoming: IncomingMessage): Promise<Response> {
  const request = await toRequest(incoming);
  if (!request) return new Response('Too large', { status: 413 });
  return (await router(request)) ?? new Response('Not found', { status: 404 });
}

async function bodyOf(incoming: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size <= MAX_BODY_BYTES) chunks.push(bytes);
  }
  return size > MAX_BODY_BYTES ? undefined : Buffer.concat(chunks);
}
