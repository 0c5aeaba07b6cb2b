import { routes } from '../../../core/contract/routes';
import { searchDirectory } from '../../../core/usecases/search-directory';
import { apiRoute } from '../../shared/http/api-route';
import type { ApiServices } from '../services';

/** GET /directory/{kind} */
export const searchDirectoryRoute = apiRoute(routes.searchDirectory, async (call, services: ApiServices) =>
  searchDirectory({ viewer: await call.viewer(), ...call.params, query: call.query }, services),
);
