import { routes } from '../../../core/contract/routes';
import { endAccess } from '../../../core/usecases/end-access';
import { apiRoute } from '../../shared/http/api-route';
import type { ApiServices } from '../services';
import { showRequest } from '../show-request';

/** POST /requests/{requestId}/end */
export const endRequestRoute = apiRoute(
  routes.endRequest,
  async ({ caller, params, body }, services: ApiServices) => {
    const { auditorGroupId } = services.viewers.roles;
    const outcome = await endAccess({ caller, auditorGroupId, ...params, ...body }, services);
    return outcome.kind === 'ending' ? showRequest(outcome.request, caller, services) : outcome;
  },
);
