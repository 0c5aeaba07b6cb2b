import { z } from 'zod';
import { commonEnv, directoryEnv, linksEnv, mailEnv, requestsEnv, rolesEnv } from '../shared/env-parts';

/** What `notify` needs. */
export const NotifyEnv = z.object({
  ...commonEnv,
  ...requestsEnv,
  ...directoryEnv,
  ...linksEnv,
  ...mailEnv,
  ...rolesEnv,
});
export type NotifyEnv = z.infer<typeof NotifyEnv>;
