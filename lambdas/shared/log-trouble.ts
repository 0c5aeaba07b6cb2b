import { emfMetrics } from '../../aws/emf-metrics';
import type { MetricName } from '../../core/contract/metrics';
import { FoundError } from '../../core/ports/found-error';
import { type Trouble, TROUBLES, type Weight } from '../../core/ports/trouble';
import { errorFacts } from './error-facts';
import { logger } from './logger';

/** What an alarm counts. */
const METRIC: Readonly<Record<Exclude<Weight, 'gauged'>, MetricName>> = {
  grave: 'GraveTroubles',
  passing: 'PassingTroubles',
  found: 'FoundTroubles',
};

/**
 * Writes what the reconciler will have to mend as a log line and counts it by its weight; what it has found is a warning, as nothing of
 * ours has failed.
 */
export const logTrouble: Trouble = {
  report: (what, ids, error) => {
    const facts = { trouble: what, ...ids };
    if (error instanceof FoundError) logger.warn('Found by the reconciler', facts);
    else logger.error('Left to the reconciler', { ...facts, ...errorFacts(error) });
    const weight: Weight = TROUBLES[what];
    if (weight !== 'gauged') emfMetrics.put(METRIC[weight], 1);
  },
};
