import { routes } from '../../../core/contract/routes';
import { extendRequest } from '../../../core/usecases/extend-request';
import { apiRoute } from '../../shared/http/api-route';
import type { ApiServices } from '../services';
import { showRequest } from '../show-request';

/** POST /requests/{requestId}/extend */
export const extendRequestRoute = apiRoute(
  routes.extendRequest,
  async ({ caller, params, body }, services: ApiServices) => {
    const { auditorGroupId } = services.viewers.roles;
    const outcome = await extendRequest({ caller, auditorGroupId, ...params, ...body }, services);
    return outcome.kind === 'extended' ? showRequest(outcome.request, caller, services) : outcome;
  },
);
