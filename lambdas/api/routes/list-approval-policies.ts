import { routes } from '../../../core/contract/routes';
import { listApprovalPolicies } from '../../../core/usecases/list-policies';
import { apiRoute } from '../../shared/http/api-route';
import type { ApiServices } from '../services';

/** GET /policies/approval */
export const listApprovalPoliciesRoute = apiRoute(
  routes.listApprovalPolicies,
  async (call, services: ApiServices) =>
    listApprovalPolicies({ viewer: await call.viewer(), query: call.query }, services),
);
