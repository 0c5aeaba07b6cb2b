import { routes } from '../../../core/contract/routes';
import { changeApprovalPolicy } from '../../../core/usecases/save-policy';
import { apiRoute } from '../../shared/http/api-route';
import type { ApiServices } from '../services';

/** PUT /policies/approval/{policyId} */
export const changeApprovalPolicyRoute = apiRoute(
  routes.changeApprovalPolicy,
  async (call, services: ApiServices) =>
    changeApprovalPolicy(
      { viewer: await call.viewer(), ...call.params, version: call.body.version, body: call.body.policy },
      services,
    ),
);
