import { routes } from '../../../core/contract/routes';
import { listEligibilityPolicies } from '../../../core/usecases/list-policies';
import { apiRoute } from '../../shared/http/api-route';
import type { ApiServices } from '../services';

/** GET /policies/eligibility */
export const listEligibilityPoliciesRoute = apiRoute(
  routes.listEligibilityPolicies,
  async (call, services: ApiServices) =>
    listEligibilityPolicies({ viewer: await call.viewer(), query: call.query }, services),
);
