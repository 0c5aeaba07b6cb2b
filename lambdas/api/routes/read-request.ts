import { routes } from '../../../core/contract/routes';
import { readRequest } from '../../../core/usecases/read-request';
import { apiRoute } from '../../shared/http/api-route';
import type { ApiServices } from '../services';

/** GET /requests/{requestId} */
export const readRequestRoute = apiRoute(routes.readRequest, async (call, services: ApiServices) =>
  readRequest({ viewer: await call.viewer(), ...call.params }, services),
);
