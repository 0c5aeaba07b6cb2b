import { z } from 'zod';
import { capacityEnv, commonEnv, directoryEnv, identityStoreEnv, instanceEnv } from '../shared/env-parts';

/** What `sync-directory` needs. */
export const SyncDirectoryEnv = z.object({
  ...commonEnv,
  ...directoryEnv,
  ...identityStoreEnv,
  ...instanceEnv,
  ...capacityEnv,
});
export type SyncDirectoryEnv = z.infer<typeof SyncDirectoryEnv>;
