import { z } from 'zod';
import { assignmentsEnv, auditEnv, commonEnv, instanceEnv, requestsEnv } from '../shared/env-parts';

/** What `end-lease` needs: no policies, no directory, nobody's eligibility. */
export const EndLeaseEnv = z.object({
  ...commonEnv,
  ...requestsEnv,
  ...assignmentsEnv,
  ...auditEnv,
  ...instanceEnv,
});
export type EndLeaseEnv = z.infer<typeof EndLeaseEnv>;
