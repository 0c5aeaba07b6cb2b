import { routes } from '../../../core/contract/routes';
import { found } from '../../../core/usecases/found';
import { readMe } from '../../../core/usecases/read-me';
import { apiRoute } from '../../shared/http/api-route';
import type { ApiServices } from '../services';

/** GET /me */
export const getMeRoute = apiRoute(routes.getMe, async (call, services: ApiServices) =>
  found(await readMe({ viewer: await call.viewer() }, services)),
);
