/** Answers a request of the browser. */
export type Handler = (request: Request) => Promise<Response>;

/** Answers the requests that are its own, and `undefined` to all others. */
export type Router = (request: Request) => Promise<Response | undefined>;

/** Routes by method and exact path: `{ 'GET /portal': … }`. A known path with another method answers 405. */
export function routes(table: Readonly<Record<string, Handler>>): Router {
  const byPath = new Map<string, Map<string, Handler>>();
  for (const [key, handler] of Object.entries(table)) {
    const [method = '', path = ''] = key.split(' ');
    byPath.set(path, (byPath.get(path) ?? new Map<string, Handler>()).set(method, handler));
  }
  return async (request) => {
    const methods = byPath.get(new URL(request.url).pathname);
    if (!methods) return undefined;
    const handler = methods.get(request.method === 'HEAD' ? 'GET' : request.method);
    if (handler) return handler(request);
    return new Response('Method not allowed', {
      status: 405,
      headers: { allow: [...methods.keys()].join(', ') },
    });
  };
}

/** The first router that answers. */
export function firstOf(...routers: readonly Router[]): Router {
  return async (request) => {
    for (const router of routers) {
      const response = await router(request);
      if (response) return response;
    }
    return undefined;
  };
}
