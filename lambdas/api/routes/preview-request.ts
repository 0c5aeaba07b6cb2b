import { routes } from '../../../core/contract/routes';
import { found } from '../../../core/usecases/found';
import { previewRequest } from '../../../core/usecases/preview-request';
import { apiRoute } from '../../shared/http/api-route';
import type { ApiServices } from '../services';

/** POST /requests/preview: changes nothing. */
export const previewRequestRoute = apiRoute(routes.previewRequest, async (call, services: ApiServices) =>
  found(await previewRequest({ caller: call.caller, body: call.body }, services)),
);
