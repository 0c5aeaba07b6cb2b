import { z } from 'zod';
import { auditEnv, commonEnv, requestsEnv } from '../shared/env-parts';

/** What `expire-request` needs. */
export const ExpireRequestEnv = z.object({ ...commonEnv, ...requestsEnv, ...auditEnv });
export type ExpireRequestEnv = z.infer<typeof ExpireRequestEnv>;
