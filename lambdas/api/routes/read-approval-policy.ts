import { routes } from '../../../core/contract/routes';
import { readApprovalPolicy } from '../../../core/usecases/list-policies';
import { apiRoute } from '../../shared/http/api-route';
import type { ApiServices } from '../services';

/** GET /policies/approval/{policyId} */
export const readApprovalPolicyRoute = apiRoute(
  routes.readApprovalPolicy,
  async (call, services: ApiServices) =>
    readApprovalPolicy({ viewer: await call.viewer(), ...call.params }, services),
);
