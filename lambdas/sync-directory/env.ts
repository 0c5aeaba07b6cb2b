import { z } from 'zod';
import { commonEnv, directoryEnv, identityStoreEnv, instanceEnv } from '../shared/env-parts';

/** What `sync-directory` needs. */
export const SyncDirectoryEnv = z.object({
  ...commonEnv,
  ...directoryEnv,
  ...identityStoreEnv,
  ...instanceEnv,
});
export type SyncDirectoryEnv = z.infer<typeof SyncDirectoryEnv>;
