import { routes } from '../../../core/contract/routes';
import { listOrders } from '../../../core/usecases/emergency/list-orders';
import { apiRoute } from '../../shared/http/api-route';
import type { ApiServices } from '../services';

/** GET /emergency/orders */
export const listEmergencyOrdersRoute = apiRoute(
  routes.listEmergencyOrders,
  async (call, services: ApiServices) =>
    listOrders({ viewer: await call.viewer(), query: call.query }, services),
);
