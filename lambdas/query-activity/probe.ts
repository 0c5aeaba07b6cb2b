import { ActivityProbe, ActivityProbeAnswer } from '../../core/contract/activity-probe';
import { probeActivity } from '../../core/usecases/probe-activity';
import { taskHandler } from '../shared/task-handler';
import { activityServices } from './services';

/** Whether an event is the doctor's and not one of the HTTP API. */
export const isProbe = (event: unknown) => ActivityProbe.safeParse(event).success;

/** Tells the doctor whether this function, with its own rights, can read CloudTrail events. */
export const answerProbe = taskHandler({ input: ActivityProbe, output: ActivityProbeAnswer }, (asked) =>
  probeActivity(asked, activityServices()),
);
