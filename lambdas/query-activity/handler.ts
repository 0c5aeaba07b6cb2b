import { httpHandler } from '../shared/http/http-handler';
import { activityRoutes } from './activity-routes';
import { answerProbe, isProbe } from './probe';
import { activityServices } from './services';

const answerHttp = httpHandler(activityRoutes, activityServices);

/** The routes of the HTTP API that look into CloudTrail, and the question of the doctor whether that can be done. */
export const handler = (event: unknown) => (isProbe(event) ? answerProbe(event) : answerHttp(event));
