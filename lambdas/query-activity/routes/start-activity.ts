import { routes } from '../../../core/contract/routes';
import { startActivity } from '../../../core/usecases/look-up-activity';
import { apiRoute } from '../../shared/http/api-route';
import type { ActivityServices } from '../services';

/** POST /requests/{requestId}/leases/{leaseId}/activity */
export const startActivityRoute = apiRoute(routes.startActivity, async (call, services: ActivityServices) =>
  startActivity({ viewer: await call.viewer(), ...call.params }, services),
);
