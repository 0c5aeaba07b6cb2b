import { routes } from '../../../core/contract/routes';
import { exportAudit } from '../../../core/usecases/export-audit';
import { apiRoute } from '../../shared/http/api-route';
import type { ApiServices } from '../services';

/** GET /audit/export */
export const exportAuditRoute = apiRoute(routes.exportAudit, async (call, services: ApiServices) =>
  exportAudit({ viewer: await call.viewer(), query: call.query }, services),
);
