import { AccessPage, AccessQuery } from '../requests';
import { route } from './route';

/** Live leases. */
export const accessRoutes = {
  listAccess: route({
    tag: 'access',
    method: 'GET',
    path: '/access',
    scope: 'audit.read',
    summary: 'Leases that are live now',
    query: AccessQuery,
    response: AccessPage,
  }),
} as const;
