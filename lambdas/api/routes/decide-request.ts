import { routes } from '../../../core/contract/routes';
import { decideRequest } from '../../../core/usecases/decide-request';
import { apiRoute } from '../../shared/http/api-route';
import type { ApiServices } from '../services';
import { showRequest } from '../show-request';

/** POST /requests/{requestId}/decision: the only way to decide [G10]. */
export const decideRequestRoute = apiRoute(
  routes.decideRequest,
  async ({ caller, params, body }, services: ApiServices) => {
    const { auditorGroupId } = services.viewers.roles;
    const outcome = await decideRequest({ caller, auditorGroupId, ...params, ...body }, services);
    return outcome.kind === 'decided' ? showRequest(outcome.request, caller, services) : outcome;
  },
);
