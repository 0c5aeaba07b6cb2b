import { routes } from '../../../core/contract/routes';
import { verifyAudit } from '../../../core/usecases/verify-audit';
import { apiRoute } from '../../shared/http/api-route';
import type { ApiServices } from '../services';

/** GET /audit/verification */
export const verifyAuditRoute = apiRoute(routes.verifyAudit, async (call, services: ApiServices) =>
  verifyAudit({ viewer: await call.viewer(), query: call.query }, services),
);
