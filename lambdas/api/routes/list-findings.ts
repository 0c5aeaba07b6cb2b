import { routes } from '../../../core/contract/routes';
import { listFindings } from '../../../core/usecases/list-findings';
import { apiRoute } from '../../shared/http/api-route';
import type { ApiServices } from '../services';

/** GET /findings */
export const listFindingsRoute = apiRoute(routes.listFindings, async (call, services: ApiServices) =>
  listFindings({ viewer: await call.viewer(), query: call.query }, services),
);
