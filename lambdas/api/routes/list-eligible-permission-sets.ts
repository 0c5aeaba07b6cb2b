import { routes } from '../../../core/contract/routes';
import { found } from '../../../core/usecases/found';
import { listEligiblePermissionSets } from '../../../core/usecases/list-eligible';
import { apiRoute } from '../../shared/http/api-route';
import type { ApiServices } from '../services';

/** GET /eligibility/accounts/{accountId}/permission-sets */
export const listEligiblePermissionSetsRoute = apiRoute(
  routes.listEligiblePermissionSets,
  async (call, services: ApiServices) =>
    found(
      await listEligiblePermissionSets(
        { viewer: await call.viewer(), ...call.params, query: call.query },
        services,
      ),
    ),
);
