import { routes } from '../../../core/contract/routes';
import { createApprovalPolicy } from '../../../core/usecases/save-policy';
import { apiRoute } from '../../shared/http/api-route';
import type { ApiServices } from '../services';

/** POST /policies/approval */
export const createApprovalPolicyRoute = apiRoute(
  routes.createApprovalPolicy,
  async (call, services: ApiServices) =>
    createApprovalPolicy({ viewer: await call.viewer(), body: call.body }, services),
);
