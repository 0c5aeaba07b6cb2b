import { routes } from '../../../core/contract/routes';
import { found } from '../../../core/usecases/found';
import { listEligibleAccounts } from '../../../core/usecases/list-eligible';
import { apiRoute } from '../../shared/http/api-route';
import type { ApiServices } from '../services';

/** GET /eligibility/accounts */
export const listEligibleAccountsRoute = apiRoute(
  routes.listEligibleAccounts,
  async (call, services: ApiServices) =>
    found(await listEligibleAccounts({ viewer: await call.viewer(), query: call.query }, services)),
);
