import { FoundError } from '../../core/ports/found-error';
import type { Trouble } from '../../core/ports/trouble';
import { errorFacts } from './error-facts';
import { logger } from './logger';

/**
 * Writes what the reconciler will have to mend as a log line that an alarm counts by `trouble`; what it has found is a warning, as
 * nothing of ours has failed.
 */
export const logTrouble: Trouble = {
  report: (what, ids, error) => {
    const facts = { trouble: what, ...ids };
    if (error instanceof FoundError) logger.warn('Found by the reconciler', facts);
    else logger.error('Left to the reconciler', { ...facts, ...errorFacts(error) });
  },
};
