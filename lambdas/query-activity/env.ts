import { z } from 'zod';
import {
  activityEnv,
  clientsEnv,
  commonEnv,
  identityStoreEnv,
  requestsEnv,
  rolesEnv,
  throttleEnv,
} from '../shared/env-parts';

/** What `query-activity` needs: to read requests, to know the viewer, to query CloudTrail. */
export const QueryActivityEnv = z.object({
  ...commonEnv,
  ...clientsEnv,
  ...requestsEnv,
  ...identityStoreEnv,
  ...rolesEnv,
  ...activityEnv,
  ...throttleEnv,
});
export type QueryActivityEnv = z.infer<typeof QueryActivityEnv>;
