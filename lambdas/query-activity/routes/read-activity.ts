import { routes } from '../../../core/contract/routes';
import { readActivity } from '../../../core/usecases/look-up-activity';
import { apiRoute } from '../../shared/http/api-route';
import type { ActivityServices } from '../services';

/** GET /requests/{requestId}/leases/{leaseId}/activity/{queryId} */
export const readActivityRoute = apiRoute(routes.readActivity, async (call, services: ActivityServices) =>
  readActivity({ viewer: await call.viewer(), ...call.params, query: call.query }, services),
);
