import { routes } from '../../../core/contract/routes';
import { createEligibilityPolicy } from '../../../core/usecases/save-policy';
import { apiRoute } from '../../shared/http/api-route';
import type { ApiServices } from '../services';

/** POST /policies/eligibility */
export const createEligibilityPolicyRoute = apiRoute(
  routes.createEligibilityPolicy,
  async (call, services: ApiServices) =>
    createEligibilityPolicy({ viewer: await call.viewer(), body: call.body }, services),
);
