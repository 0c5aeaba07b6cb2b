import { routes } from '../../../core/contract/routes';
import { readEligibilityPolicy } from '../../../core/usecases/list-policies';
import { apiRoute } from '../../shared/http/api-route';
import type { ApiServices } from '../services';

/** GET /policies/eligibility/{policyId} */
export const readEligibilityPolicyRoute = apiRoute(
  routes.readEligibilityPolicy,
  async (call, services: ApiServices) =>
    readEligibilityPolicy({ viewer: await call.viewer(), ...call.params }, services),
);
