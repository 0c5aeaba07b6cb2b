import { httpHandler } from '../shared/http/http-handler';
import { activityRoutes } from './activity-routes';
import { activityServices } from './services';

/** The routes of the HTTP API that look into CloudTrail. */
export const handler = httpHandler(activityRoutes, activityServices);
