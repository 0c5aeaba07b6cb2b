import { routes } from '../../../core/contract/routes';
import { exportActivity } from '../../../core/usecases/export-activity';
import { apiRoute } from '../../shared/http/api-route';
import type { ActivityServices } from '../services';

/** GET /requests/{requestId}/leases/{leaseId}/activity/{queryId}/export */
export const exportActivityRoute = apiRoute(routes.exportActivity, async (call, services: ActivityServices) =>
  exportActivity({ viewer: await call.viewer(), ...call.params, query: call.query }, services),
);
