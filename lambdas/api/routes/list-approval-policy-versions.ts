import { routes } from '../../../core/contract/routes';
import { listApprovalPolicyVersions } from '../../../core/usecases/list-policies';
import { apiRoute } from '../../shared/http/api-route';
import type { ApiServices } from '../services';

/** GET /policies/approval/{policyId}/versions */
export const listApprovalPolicyVersionsRoute = apiRoute(
  routes.listApprovalPolicyVersions,
  async (call, services: ApiServices) =>
    listApprovalPolicyVersions({ viewer: await call.viewer(), ...call.params, query: call.query }, services),
);
