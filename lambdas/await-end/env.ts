import { z } from 'zod';
import { commonEnv, requestsEnv, workflowEnv } from '../shared/env-parts';

/** What `await-end` needs. */
export const AwaitEndEnv = z.object({ ...commonEnv, ...requestsEnv, ...workflowEnv });
export type AwaitEndEnv = z.infer<typeof AwaitEndEnv>;
