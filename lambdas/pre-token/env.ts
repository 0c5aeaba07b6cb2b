import { z } from 'zod';
import { commonEnv, identityStoreEnv } from '../shared/env-parts';

/** What `pre-token` needs. */
export const PreTokenEnv = z.object({ ...commonEnv, ...identityStoreEnv });
export type PreTokenEnv = z.infer<typeof PreTokenEnv>;
