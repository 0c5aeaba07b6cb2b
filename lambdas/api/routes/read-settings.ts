import { routes } from '../../../core/contract/routes';
import { readSettings } from '../../../core/usecases/settings';
import { apiRoute } from '../../shared/http/api-route';
import type { ApiServices } from '../services';

/** GET /settings */
export const readSettingsRoute = apiRoute(routes.readSettings, async (call, services: ApiServices) =>
  readSettings({ viewer: await call.viewer() }, services),
);
