import { z } from 'zod';
import {
  auditEnv,
  commonEnv,
  directoryEnv,
  endingEnv,
  identityStoreEnv,
  requestsEnv,
  workflowEnv,
} from '../shared/env-parts';

/** What `reconcile` needs. It can start endings and ask who exists; it can never speak to the assignment API. */
export const ReconcileEnv = z.object({
  ...commonEnv,
  ...requestsEnv,
  ...auditEnv,
  ...directoryEnv,
  ...identityStoreEnv,
  ...workflowEnv,
  ...endingEnv,
});
export type ReconcileEnv = z.infer<typeof ReconcileEnv>;
