import { routes } from '../../../core/contract/routes';
import { previewEnd } from '../../../core/usecases/emergency/preview-end';
import { apiRoute } from '../../shared/http/api-route';
import type { ApiServices } from '../services';

/** POST /emergency/end/preview */
export const previewEmergencyEndRoute = apiRoute(
  routes.previewEmergencyEnd,
  async (call, services: ApiServices) =>
    previewEnd({ viewer: await call.viewer(), body: call.body }, services),
);
