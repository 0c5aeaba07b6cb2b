import { routes } from '../../../core/contract/routes';
import { changeSettings } from '../../../core/usecases/settings';
import { apiRoute } from '../../shared/http/api-route';
import type { ApiServices } from '../services';

/** PUT /settings */
export const changeSettingsRoute = apiRoute(routes.changeSettings, async (call, services: ApiServices) =>
  changeSettings({ viewer: await call.viewer(), ...call.body }, services),
);
