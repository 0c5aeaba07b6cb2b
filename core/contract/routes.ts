import type { z } from 'zod';
import { accessRoutes } from './routes/access';
import { activityRoutes } from './routes/activity';
import { auditRoutes } from './routes/audit';
import { directoryRoutes } from './routes/directory';
import { eligibilityRoutes } from './routes/eligibility';
import { emergencyRoutes } from './routes/emergency';
import { meRoutes } from './routes/me';
import { policiesRoutes } from './routes/policies';
import { requestsRoutes } from './routes/requests';
import { settingsRoutes } from './routes/settings';

export { loadOf, type RouteLoad, type RouteParts, type Served } from './routes/route';

/** Every route, by the name of what it does: one file for each noun. */
export const routes = {
  ...meRoutes,
  ...eligibilityRoutes,
  ...requestsRoutes,
  ...accessRoutes,
  ...activityRoutes,
  ...policiesRoutes,
  ...settingsRoutes,
  ...directoryRoutes,
  ...emergencyRoutes,
  ...auditRoutes,
} as const;

export type RouteName = keyof typeof routes;
type RouteOf<N extends RouteName> = (typeof routes)[N];
type Input<T> = T extends z.ZodType ? z.input<T> : undefined;
/** What a caller sends. */
export type ParamsIn<N extends RouteName> = Input<RouteOf<N>['params']>;
export type QueryIn<N extends RouteName> = Input<RouteOf<N>['query']>;
export type BodyIn<N extends RouteName> = Input<RouteOf<N>['body']>;
export type ResponseOf<N extends RouteName> = z.output<RouteOf<N>['response']>;
