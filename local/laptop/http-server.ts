import { createServer } from 'node:http';
import { listener } from '../pages/node-http';
import type { Router } from '../pages/routes';

/** The port is taken by another program. */
export class PortBusyError extends Error {
  override name = 'PortBusyError' as const;
  constructor(port: number) {
    super(
      `Port ${port} is in use. Stop the other program, or choose another port: npm start -- --port ${port + 1}`,
    );
  }
}

/** The one port for people. It answers 503 until `serve` gives it something to serve. */
export type HttpServer = {
  readonly url: string;
  /** Every origin under which a browser may know this server. */
  readonly origins: readonly string[];
  serve(router: Router): void;
  close(): Promise<void>;
};

const LOOPBACK = '127.0.0.1';
const HOSTS = new Set(['localhost', LOOPBACK]);

/** Listens on loopback only. Rejects with `PortBusyError`. */
export async function listen(port: number, onError: (error: unknown) => void): Promise<HttpServer> {
  let router: Router = async () => new Response('Starting', { status: 503, headers: { 'retry-after': '1' } });
  const server = createServer(listener((request) => guarded(request, router), onError));
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(isBusy(error) ? new PortBusyError(port) : error));
    server.listen(port, LOOPBACK, () => resolve());
  });
  const address = server.address();
  const actual = typeof address === 'object' && address ? address.port : port;
  return {
    url: `http://localhost:${actual}`,
    origins: [`http://localhost:${actual}`, `http://${LOOPBACK}:${actual}`],
    serve: (next) => {
      router = next;
    },
    close: () =>
      new Promise<void>((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

/** A name that leads to loopback but is not ours is how other sites reach local servers. */
async function guarded(request: Request, router: Router): Promise<Response | undefined> {
  const { hostname } = new URL(request.url);
  if (!HOSTS.has(hostname)) return new Response('Only localhost is served', { status: 421 });
  return router(request);
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && Reflect.get(error, 'code') === 'EADDRINUSE';
}
