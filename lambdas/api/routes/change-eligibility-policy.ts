import { routes } from '../../../core/contract/routes';
import { changeEligibilityPolicy } from '../../../core/usecases/save-policy';
import { apiRoute } from '../../shared/http/api-route';
import type { ApiServices } from '../services';

/** PUT /policies/eligibility/{policyId} */
export const changeEligibilityPolicyRoute = apiRoute(
  routes.changeEligibilityPolicy,
  async (call, services: ApiServices) =>
    changeEligibilityPolicy(
      { viewer: await call.viewer(), ...call.params, version: call.body.version, body: call.body.policy },
      services,
    ),
);
