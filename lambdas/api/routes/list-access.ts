import { routes } from '../../../core/contract/routes';
import { listAccess } from '../../../core/usecases/list-access';
import { apiRoute } from '../../shared/http/api-route';
import type { ApiServices } from '../services';

/** GET /access */
export const listAccessRoute = apiRoute(routes.listAccess, async (call, services: ApiServices) =>
  listAccess({ viewer: await call.viewer(), query: call.query }, services),
);
