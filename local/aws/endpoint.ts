import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { Timeline } from '../clock';
import { CallLog } from './call-log';
import type { Faults } from './faults';
import { invokedBy, invokeWire } from './lambda/invoke-wire';
import { check } from './model';
import { restCall } from './rest-protocol';
import { type EmulatedService, type LazyService, ServiceError } from './service';
import { errorOf, operationOf, type Shape } from './shape';
import { jsonWire, queryWire, type Reply, restWire, type Wire } from './wire';

/** What the endpoint is made of. */
export type EndpointOptions = {
  services: readonly (EmulatedService | LazyService)[];
  faults: Faults;
  timeline: Timeline;
  /** @default 0, any free port */
  port?: number;
  /** Told of each mistake in an emulated service. @default written to standard error */
  onBug?: (message: string) => void;
};

/** A running endpoint. */
export type Endpoint = { url: string; calls: CallLog; close(): Promise<void> };

type Target = { service: EmulatedService | undefined; operation: string; wire: Wire };

const LOOPBACK = '127.0.0.1';

/** Errors that every AWS service may answer although its model does not name them. */
const COMMON_ERRORS = new Set([
  'AccessDenied',
  'AccessDeniedException',
  'InternalFailure',
  'InternalServerException',
  'InvalidParameterValue',
  'MissingAuthenticationTokenException',
  'SerializationException',
  'ServiceUnavailable',
  'ThrottlingException',
  'UnknownOperationException',
  'ValidationError',
  'ValidationException',
  'ConflictException',
]);

/** Serves the emulated services on one loopback port, as AWS would over HTTPS. */
export async function startEndpoint(options: EndpointOptions): Promise<Endpoint> {
  const calls = new CallLog();
  const server = createServer((request, response) => {
    const requestId = randomUUID();
    const handled = options.timeline.track(async () => {
      const reply = await handle(request, requestId, options, calls);
      response.writeHead(reply.status, {
        ...reply.headers,
        'content-type': reply.contentType,
        'x-amzn-requestid': requestId,
      });
      response.end(reply.body);
    });
    handled.catch((error: unknown) => {
      if (request.complete) report(options, `emulator bug: ${String(error)}`); // else the client went away
      response.destroy();
    });
  });
  // The SDK keeps connections; one that this side closes while idle would show as a reset there.
  server.keepAliveTimeout = 0;
  const port = await listen(server, options.port ?? 0);
  return { url: `http://${LOOPBACK}:${port}`, calls, close: () => close(server) };
}

async function handle(
  request: IncomingMessage,
  requestId: string,
  options: EndpointOptions,
  calls: CallLog,
): Promise<Reply> {
  const body = await readBody(request);
  const target = await findTarget(request, body, options.services);
  try {
    authenticate(request);
    return await serve(target, body, requestId, options, calls);
  } catch (error) {
    if (error instanceof ServiceError) return target.wire.refuse(error, requestId);
    return target.wire.refuse(
      bug(options, target, String(error instanceof Error ? error.stack : error)),
      requestId,
    );
  }
}

async function serve(
  { service, operation: name, wire }: Target,
  body: string,
  requestId: string,
  options: EndpointOptions,
  calls: CallLog,
): Promise<Reply> {
  const operation = service && operationOf(service.model, name);
  if (!service || !operation) {
    throw new ServiceError('UnknownOperationException', `No emulated service has an operation ${name}`);
  }
  calls.record(service.name, name);
  const input = wire.read(operation, body);
  const refusal = options.faults.refusal(service, name);
  if (refusal) throw refusal;
  const output = await call(service, name, input, options);
  const problems = check(operation.output, output);
  if (problems.length > 0) throw bug(options, { service, operation: name }, problems.join('; '));
  return wire.answer(name, operation, output, requestId);
}

async function call(
  service: EmulatedService,
  operation: string,
  input: Record<string, unknown>,
  options: EndpointOptions,
): Promise<Record<string, unknown>> {
  try {
    return await service.call({ operation, input });
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    if (COMMON_ERRORS.has(error.name)) throw error;
    const known = errorOf(service.model, error.name);
    if (!known) throw bug(options, { service, operation }, `${error.name} is not an error of this service`);
    const problems = check(known.shape, { ...messageOf(error, known.shape), ...error.fields });
    if (problems.length > 0)
      throw bug(options, { service, operation }, `${error.name}: ${problems.join('; ')}`);
    throw error;
  }
}

async function findTarget(
  request: IncomingMessage,
  body: string,
  services: EndpointOptions['services'],
): Promise<Target> {
  const invoked = invokedBy(request.method, request.url);
  if (invoked !== undefined) {
    const service = await loaded(services.find(({ name }) => name === 'lambda'));
    return { service, operation: 'Invoke', wire: invokeWire(invoked) };
  }
  const header = request.headers['x-amz-target'];
  if (typeof header === 'string') {
    const dot = header.lastIndexOf('.');
    const prefix = header.slice(0, dot);
    const service = await loaded(
      services.find(
        ({ protocol, target }) => protocol === 'json' && (prefix === target || prefix.endsWith(`.${target}`)),
      ),
    );
    const wire = jsonWire(request.headers['content-type'] ?? 'application/x-amz-json-1.1');
    return { service, operation: header.slice(dot + 1), wire };
  }
  const rest = restTarget(request, services);
  if (rest) return rest;
  const form = new URLSearchParams(body);
  const version = form.get('Version');
  const action = form.get('Action') ?? '(none)';
  const spoken = services.filter(({ protocol, target }) => protocol === 'query' && target === version);
  const service = (await Promise.all(spoken.map(loaded))).find(
    (one) => one && operationOf(one.model, action),
  );
  return { service, operation: action, wire: queryWire(service) };
}

/** The REST service that has this path; only the root is left to the other protocols. */
function restTarget(request: IncomingMessage, services: EndpointOptions['services']): Target | undefined {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  if (pathname === '/') return undefined;
  for (const service of services) {
    // None of those that are loaded when somebody asks speaks REST.
    if ('load' in service) continue;
    const found = restCall(service, request.method ?? 'GET', pathname);
    if (found) return { service, operation: found.operation, wire: restWire(found.labels) };
  }
  return { service: undefined, operation: `${request.method} ${pathname}`, wire: restWire({}) };
}

async function loaded(
  service: EmulatedService | LazyService | undefined,
): Promise<EmulatedService | undefined> {
  return service && 'load' in service ? service.load() : service;
}

/** Like AWS, an unsigned call is refused; here it also keeps web pages from calling, which cannot set these headers. */
function authenticate(request: IncomingMessage): void {
  const host = (request.headers.host ?? '').replace(/:\d+$/, '');
  if (host !== LOOPBACK && host !== 'localhost') {
    throw new ServiceError('AccessDeniedException', `Only loopback is served, not ${host}`, 403);
  }
  if (!request.headers.authorization?.startsWith('AWS4-')) {
    throw new ServiceError(
      'MissingAuthenticationTokenException',
      'Request is missing Authentication Token',
      403,
    );
  }
}

function bug(options: EndpointOptions, target: Omit<Target, 'wire'>, message: string): ServiceError {
  const text = `emulator bug: ${target.service?.name ?? 'unknown'}.${target.operation}: ${message}`;
  report(options, text);
  return new ServiceError('InternalServerException', text, 500);
}

function report(options: EndpointOptions, message: string): void {
  (options.onBug ?? console.error)(message);
}

/** The message under the spelling that the model has for it, if it has one. */
function messageOf(error: ServiceError, shape: Shape): Record<string, unknown> {
  const spelling = ['message', 'Message'].find((name) => shape.kind === 'structure' && shape.names.has(name));
  return spelling ? { [spelling]: error.message } : {};
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, LOOPBACK, () => {
      const address = server.address();
      if (typeof address === 'object' && address) resolve(address.port);
      else reject(new Error('the endpoint has no port'));
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}
