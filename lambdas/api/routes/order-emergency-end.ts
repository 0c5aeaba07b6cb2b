import { routes } from '../../../core/contract/routes';
import { orderEnd } from '../../../core/usecases/emergency/order-end';
import { apiRoute } from '../../shared/http/api-route';
import type { ApiServices } from '../services';

/** POST /emergency/end */
export const orderEmergencyEndRoute = apiRoute(
  routes.orderEmergencyEnd,
  async (call, services: ApiServices) => orderEnd({ viewer: await call.viewer(), body: call.body }, services),
);
