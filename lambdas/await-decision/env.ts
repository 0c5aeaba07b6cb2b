import { z } from 'zod';
import { commonEnv, requestsEnv, workflowEnv } from '../shared/env-parts';

/** What `await-decision` needs. */
export const AwaitDecisionEnv = z.object({ ...commonEnv, ...requestsEnv, ...workflowEnv });
export type AwaitDecisionEnv = z.infer<typeof AwaitDecisionEnv>;
