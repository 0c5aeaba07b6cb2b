import { z } from 'zod';
import {
  assignmentsEnv,
  auditEnv,
  capacityEnv,
  commonEnv,
  directoryEnv,
  endingEnv,
  identityStoreEnv,
  instanceEnv,
  policiesEnv,
  requestsEnv,
  restoredEnv,
  workflowEnv,
} from '../shared/env-parts';

/** What `reconcile` needs. It reads what Identity Center lists and starts endings; its role can change no assignment. */
export const ReconcileEnv = z.object({
  ...commonEnv,
  ...requestsEnv,
  ...restoredEnv,
  ...assignmentsEnv,
  ...policiesEnv,
  ...auditEnv,
  ...directoryEnv,
  ...identityStoreEnv,
  ...instanceEnv,
  ...capacityEnv,
  ...workflowEnv,
  ...endingEnv,
});
export type ReconcileEnv = z.infer<typeof ReconcileEnv>;
