import type { RouteName } from '../../../core/contract/routes';

/** Where a route is, without its schemas: those stay out of the first page. */
export type WireRoute = { readonly method: 'GET' | 'POST' | 'PUT'; readonly path: string };
export type WireRoutes = Readonly<Record<RouteName, WireRoute>>;
