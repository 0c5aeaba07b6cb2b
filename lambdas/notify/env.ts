import { z } from 'zod';
import { commonEnv, directoryEnv, linksEnv, mailEnv, requestsEnv } from '../shared/env-parts';

/** What `notify` needs. */
export const NotifyEnv = z.object({
  ...commonEnv,
  ...requestsEnv,
  ...directoryEnv,
  ...linksEnv,
  ...mailEnv,
});
export type NotifyEnv = z.infer<typeof NotifyEnv>;
