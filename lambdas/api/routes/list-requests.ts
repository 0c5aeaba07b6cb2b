import { routes } from '../../../core/contract/routes';
import { listRequests } from '../../../core/usecases/list-requests';
import { apiRoute } from '../../shared/http/api-route';
import type { ApiServices } from '../services';

/** GET /requests */
export const listRequestsRoute = apiRoute(routes.listRequests, async (call, services: ApiServices) =>
  listRequests({ viewer: await call.viewer(), query: call.query }, services),
);
