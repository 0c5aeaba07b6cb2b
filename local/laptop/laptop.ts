import { join } from 'node:path';
import { HOSTED_METRICS } from '../../aws/emf-metrics';
import { HOSTED_CLOCK } from '../../aws/system-clock';
import type { ActivityPlace } from '../../core/contract/activity-place';
import type { WebConfig } from '../../core/contract/web-config';
import type { HardEndMode } from '../../core/model/hard-end';
import { type FunctionName, functions } from '../../lambdas/functions';
import { LAMBDA_FOLDER } from '../../scripts/bundles';
import { WEB_FOLDER } from '../../scripts/build';
import { VirtualClock } from '../clock';
import { gateway } from '../gateway';
import { LambdaHost } from '../lambda-host';
import { MetricLog } from '../metric-log';
import { firstOf, type Router } from '../pages/routes';
import { POOL_ID, PROVIDER_NAME, REGION, STAGE, WEB_CLIENT_ID } from '../places';
import { StateFolder } from '../state-folder';
import { StreamPoller } from '../stream-poller';
import { configurationOf } from './configuration';
import type { LaptopContext } from './context';
import { keepNews, keepWorkflow, runByTimer } from './dead-letters';
import { functionEnvironment, pointSdk } from './environment';
import { listen } from './http-server';
import { INSTALLED, openInstallation } from './installation';
import { localPages } from './local-pages';
import { followNews, isNews } from './news';
import { roleTaken } from './own-events';
import { everyMinutes } from './schedules';
import { openServices, type Services } from './services';
import { AUTH_PATH, openSignIn } from './sign-in';
import { webFiles } from './web-files';
import { createWorkflows, functionNameOf } from './workflows';

/** How a laptop edition is started. */
export type LaptopOptions = {
  /** 0: any free port. */
  readonly port: number;
  /** Where state is kept. @default in memory */
  readonly folder?: string;
  /** Begin anew. */
  readonly fresh: boolean;
  /** Serve the web app. @default true */
  readonly web?: boolean;
  /** A build that runs while the rest starts: each part is awaited where it is needed. */
  readonly built?: { readonly web: Promise<unknown>; readonly functions: Promise<unknown> };
  /** Whether running sessions are denied when access ends. @default off */
  readonly hardEnd?: HardEndMode;
  /** Where activity is looked up. @default what ACTIVITY says, else athena */
  readonly activity?: ActivityPlace['source'];
  /** Minutes between two rounds of the reconciler; more is for what lets days pass and is not about access. @default 1 */
  readonly reconcileEvery?: number;
  /** How far ahead of real time a new laptop begins, in milliseconds. @default 0 */
  readonly ahead?: number;
  /** Told of everything that went wrong inside. @default printed */
  readonly onError?: (error: unknown) => void;
};

/** A running laptop edition. */
export type Laptop = {
  readonly url: string;
  readonly clock: VirtualClock;
  readonly services: Services;
  readonly host: LambdaHost;
  /** Delivers audit events to the function that sends email. */
  readonly poller: StreamPoller;
  /** The figures that the functions have written. */
  readonly metrics: MetricLog;
  /** Services that the environment points elsewhere. */
  readonly elsewhere: readonly string[];
  close(): Promise<void>;
};

/** Every hour; the deployed edition has the same rhythm. In minutes. */
const DIRECTORY_EVERY = 60;
const RECONCILE_EVERY = 1;
/** In a second, of all functions and everybody else: https://docs.aws.amazon.com/singlesignon/latest/userguide/limits.html */
const IDENTITY_CENTER_CALLS = 20;
const SEAL_EVERY = 60;

/** Starts the whole edition in this process: emulated AWS, the deployed functions and workflows, the web app and the local pages. */
export async function startLaptop(options: LaptopOptions): Promise<Laptop> {
  const opened: Opened = [];
  try {
    return await start(options, opened);
  } catch (error) {
    await closeAll(opened);
    throw error;
  }
}

/** What must be closed, in the order in which it was opened. */
type Opened = (() => void | Promise<void>)[];

async function closeAll(opened: Opened): Promise<void> {
  for (const close of opened.toReversed()) await close();
}

async function start(options: LaptopOptions, opened: Opened): Promise<Laptop> {
  const onError = options.onError ?? ((error: unknown) => console.error(error));
  const state = StateFolder.open(options.folder, { fresh: options.fresh, whole: INSTALLED });
  const clock = openClock(state, options.ahead);
  opened.push(() => void Reflect.deleteProperty(globalThis, HOSTED_CLOCK));
  const metrics = new MetricLog();
  Reflect.set(globalThis, HOSTED_METRICS, metrics.take);
  opened.push(() => void Reflect.deleteProperty(globalThis, HOSTED_METRICS));
  const { hardEnd = 'off', activity } = options;
  const host = new LambdaHost({ folder: LAMBDA_FOLDER });
  const checkFunctions = () => host.check(Object.keys(functions));
  if (!options.built) checkFunctions();
  const emulated: { services?: Services } = {};
  opened.push(async () => emulated.services?.close());
  const server = await listen(options.port, onError);
  opened.push(() => server.close());
  const services = await openServices(
    state,
    clock,
    (arn, payload) => host.invoke(functionNameOf(arn), payload),
    (name, payload) => {
      const own = functionNameOf(name).replace(new RegExp(`^${STAGE}-`), '');
      return own in functions ? host.invoke(own, payload) : undefined;
    },
    server.url,
  );
  emulated.services = services;
  services.sfn.onEnd((execution) => keepWorkflow(services.sqs, execution));
  opened.push(async () => {
    clock.stop();
    await settled(clock);
  });
  const elsewhere = pointSdk(services.endpoint.url, process.env);
  const groups = { admin: 'not-yet-known', auditor: 'not-yet-known', responder: 'not-yet-known' };
  const setEnvironment = () =>
    Object.assign(process.env, functionEnvironment(services, groups, server.url, { hardEnd, activity }));
  setEnvironment();

  const poller = new StreamPoller({
    timeline: clock,
    invoke: (event) => host.invoke('notify', event),
    wants: ({ dynamodb }) => isNews(dynamodb.NewImage),
    keep: (records, reason) => keepNews(services.sqs, records, reason, clock.now()),
  });
  const syncDirectory = () => clock.track(() => host.invoke('sync-directory', {}));
  await createWorkflows(services.sfn);
  await openInstallation(state, services, clock, async (installed) => {
    Object.assign(groups, {
      admin: installed.adminGroupId,
      auditor: installed.auditorGroupId,
      responder: installed.responderGroupId,
    });
    setEnvironment();
    await options.built?.functions;
    checkFunctions();
    // It takes its turns among all calls; nobody shall wait for that at a start.
    await clock.hurry(() => host.invoke('sync-directory', {}));
    await followNews(services.dynamoDb, state.section('stream'), poller, clock.now());
  });

  // The sample organization is written faster than Identity Center would allow; what happens from now on is not.
  services.ssoAdmin.rate.limit = IDENTITY_CENTER_CALLS;
  const configuration = () => configurationOf(services, groups, hardEnd);
  const context = { state, clock, services, host, poller, metrics, server, configuration, syncDirectory };
  await options.built?.web;
  server.serve(await routerOf(context, options.web !== false));
  services.sfn.resume();
  const timer = (name: FunctionName) => () =>
    runByTimer(clock, services.sqs, name, () => host.invoke(name, {}), onError);
  // The days of the seeded past, all at once: nobody shall wait for that at a start.
  clock.track(() => host.invoke('seal-audit', {})).catch(onError);
  const round = options.reconcileEvery ?? RECONCILE_EVERY;
  everyMinutes(clock, round, timer('reconcile'));
  everyMinutes(clock, SEAL_EVERY, timer('seal-audit'));
  if (hardEnd !== 'off') everyMinutes(clock, RECONCILE_EVERY, timer('hard-end'));
  everyMinutes(clock, DIRECTORY_EVERY, timer('sync-directory'));
  const logRole = () => services.cloudTrailStore.append([roleTaken('sync-directory', clock.now())]);
  await logRole();
  everyMinutes(clock, DIRECTORY_EVERY, () => clock.track(logRole).catch(onError));
  return {
    url: server.url,
    clock,
    services,
    host,
    poller,
    metrics,
    elsewhere,
    close: () => closeAll(opened),
  };
}

/** Real milliseconds that work in flight gets to finish before everything closes. */
const LAST_MOMENT = 2_000;

async function settled(clock: VirtualClock): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const enough = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, LAST_MOMENT);
  });
  await Promise.race([clock.idle(), enough]);
  clearTimeout(timer);
}

function openClock(state: StateFolder, ahead = 0): VirtualClock {
  const section = state.section('clock');
  const saved = section.read();
  const clock = new VirtualClock({ ticking: true, offset: typeof saved === 'number' ? saved : ahead });
  clock.onMove(() => section.write(clock.offset));
  // The functions of this process ask this clock for the time; see docs/adr/0004.
  Reflect.set(globalThis, HOSTED_CLOCK, clock);
  return clock;
}

async function routerOf(context: LaptopContext, web: boolean): Promise<Router> {
  const { state, clock, host, server } = context;
  const pages = localPages(context);
  const signIn = openSignIn({
    state,
    origins: server.origins,
    directory: pages.directory,
    metadata: () => context.services.account.settings.signIn.metadata,
    preToken: (event) => clock.track(() => host.invoke('pre-token', event)),
  });
  const api = gateway({
    basePath: '/api',
    verify: signIn.verify,
    invoke: (name, event) => clock.track(() => host.invoke(name, event)),
    now: () => clock.now(),
  });
  const files = web ? [webFiles(WEB_FOLDER, webConfig)] : [];
  return firstOf(api, openApiAtRoot(api), signIn.pool.route, signIn.portal, pages.route(signIn), ...files);
}

/** The API has an address of its own in AWS, with the document at its root; here people look for it at the root of the one port. */
function openApiAtRoot(api: Router): Router {
  return async (request) => {
    const url = new URL(request.url);
    if (url.pathname !== '/openapi.json') return undefined;
    return api(new Request(new URL(`/api${url.pathname}`, url), request));
  };
}

/** The run-time configuration of the web app, as a deployment writes it next to the files. */
function webConfig(origin: string): WebConfig {
  const host = new URL(origin).host;
  return {
    apiUrl: `${origin}/api`,
    region: REGION,
    userPoolId: POOL_ID,
    userPoolClientId: WEB_CLIENT_ID,
    userPoolEndpoint: `${origin}${AUTH_PATH}/cognito-idp/`,
    signInDomain: `${host}${AUTH_PATH}`,
    identityProvider: PROVIDER_NAME,
    redirectUri: `${origin}/`,
  };
}

/** The folder that `npm start` keeps its state in. */
export const STATE_FOLDER = join(__dirname, '..', '..', '.hourglass');
