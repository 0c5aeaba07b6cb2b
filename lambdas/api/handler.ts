import { httpHandler } from '../shared/http/http-handler';
import { apiRoutes } from './api-routes';
import { apiServices } from './services';

/** The HTTP API, but for the routes about activity. */
export const handler = httpHandler(apiRoutes, apiServices);
