import { routes } from '../../../core/contract/routes';
import { liftStop } from '../../../core/usecases/emergency/stop';
import { apiRoute } from '../../shared/http/api-route';
import type { ApiServices } from '../services';

/** POST /emergency/lift */
export const liftEmergencyStopRoute = apiRoute(
  routes.liftEmergencyStop,
  async (call, services: ApiServices) => liftStop({ viewer: await call.viewer(), body: call.body }, services),
);
