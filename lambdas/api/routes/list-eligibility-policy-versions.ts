import { routes } from '../../../core/contract/routes';
import { listEligibilityPolicyVersions } from '../../../core/usecases/list-policies';
import { apiRoute } from '../../shared/http/api-route';
import type { ApiServices } from '../services';

/** GET /policies/eligibility/{policyId}/versions */
export const listEligibilityPolicyVersionsRoute = apiRoute(
  routes.listEligibilityPolicyVersions,
  async (call, services: ApiServices) =>
    listEligibilityPolicyVersions(
      { viewer: await call.viewer(), ...call.params, query: call.query },
      services,
    ),
);
