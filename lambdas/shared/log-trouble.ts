import type { Trouble } from '../../core/ports/trouble';
import { errorFacts } from './error-facts';
import { logger } from './logger';

/** Writes what the reconciler will have to mend as a log line that an alarm counts by `trouble`. */
export const logTrouble: Trouble = {
  report: (what, ids, error) =>
    logger.error('Left to the reconciler', { trouble: what, ...ids, ...errorFacts(error) }),
};
