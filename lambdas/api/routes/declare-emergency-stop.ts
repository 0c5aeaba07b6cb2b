import { routes } from '../../../core/contract/routes';
import { declareStop } from '../../../core/usecases/emergency/stop';
import { apiRoute } from '../../shared/http/api-route';
import type { ApiServices } from '../services';

/** POST /emergency/stop */
export const declareEmergencyStopRoute = apiRoute(
  routes.declareEmergencyStop,
  async (call, services: ApiServices) =>
    declareStop({ viewer: await call.viewer(), body: call.body }, services),
);
