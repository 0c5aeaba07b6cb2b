import { z } from 'zod';
import { auditEnv, commonEnv, requestsEnv, workflowEnv } from '../shared/env-parts';

/** What `reconcile` needs. */
export const ReconcileEnv = z.object({ ...commonEnv, ...requestsEnv, ...auditEnv, ...workflowEnv });
export type ReconcileEnv = z.infer<typeof ReconcileEnv>;
