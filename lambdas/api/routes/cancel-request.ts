import { routes } from '../../../core/contract/routes';
import { cancelRequest } from '../../../core/usecases/cancel-request';
import { apiRoute } from '../../shared/http/api-route';
import type { ApiServices } from '../services';
import { showRequest } from '../show-request';

/** POST /requests/{requestId}/cancellation */
export const cancelRequestRoute = apiRoute(
  routes.cancelRequest,
  async ({ caller, params, body }, services: ApiServices) => {
    const { auditorGroupId } = services.viewers.roles;
    const outcome = await cancelRequest({ caller, auditorGroupId, ...params, ...body }, services);
    return outcome.kind === 'cancelled' ? showRequest(outcome.request, caller, services) : outcome;
  },
);
