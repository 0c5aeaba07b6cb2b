import { z } from 'zod';
import {
  assignmentsEnv,
  auditEnv,
  capacityEnv,
  commonEnv,
  directoryEnv,
  hardEndEnv,
  identityStoreEnv,
  instanceEnv,
  policiesEnv,
  requestsEnv,
  restoredEnv,
} from '../shared/env-parts';

/** What `activate-lease` needs. */
export const ActivateLeaseEnv = z.object({
  ...commonEnv,
  ...requestsEnv,
  ...restoredEnv,
  ...assignmentsEnv,
  ...policiesEnv,
  ...directoryEnv,
  ...auditEnv,
  ...identityStoreEnv,
  ...instanceEnv,
  ...capacityEnv,
  ...hardEndEnv,
});
export type ActivateLeaseEnv = z.infer<typeof ActivateLeaseEnv>;
