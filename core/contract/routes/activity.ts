import { z } from 'zod';
import { ActivityExportQuery, ActivityPage, ActivityPageQuery, ActivityStarted } from '../activity';
import { leaseId, requestId } from './ids';
import { route } from './route';

const byLease = z.strictObject({ requestId, leaseId });
const byQuery = z.strictObject({ requestId, leaseId, queryId: z.string().regex(/^[A-Za-z0-9-]{1,64}$/) });

/** What was done with a lease. */
export const activityRoutes = {
  startActivity: route({
    tag: 'activity',
    method: 'POST',
    path: '/requests/{requestId}/leases/{leaseId}/activity',
    scope: 'activity.read',
    load: 'dear',
    summary: 'Start looking up what was done with a lease',
    params: byLease,
    response: ActivityStarted,
    status: 202,
    by: 'query-activity',
  }),
  readActivity: route({
    tag: 'activity',
    method: 'GET',
    path: '/requests/{requestId}/leases/{leaseId}/activity/{queryId}',
    scope: 'activity.read',
    summary: 'What was done with a lease',
    params: byQuery,
    query: ActivityPageQuery,
    response: ActivityPage,
    by: 'query-activity',
  }),
  exportActivity: route({
    tag: 'activity',
    method: 'GET',
    path: '/requests/{requestId}/leases/{leaseId}/activity/{queryId}/export',
    scope: 'activity.read',
    load: 'dear',
    summary: 'What was done with a lease, as CSV or JSON',
    params: byQuery,
    query: ActivityExportQuery,
    response: z.string(),
    by: 'query-activity',
    raw: true,
  }),
} as const;
