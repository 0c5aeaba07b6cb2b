import { z } from 'zod';
import {
  assignmentsEnv,
  auditEnv,
  capacityEnv,
  commonEnv,
  instanceEnv,
  requestsEnv,
} from '../shared/env-parts';

/** What `end-lease` needs: no policies, no directory, nobody's eligibility. */
export const EndLeaseEnv = z.object({
  ...commonEnv,
  ...requestsEnv,
  ...assignmentsEnv,
  ...auditEnv,
  ...instanceEnv,
  ...capacityEnv,
});
export type EndLeaseEnv = z.infer<typeof EndLeaseEnv>;
