import { z } from 'zod';
import {
  assignmentsEnv,
  auditEnv,
  capacityEnv,
  commonEnv,
  directoryEnv,
  hardEndEnv,
  instanceEnv,
  requestsEnv,
} from '../shared/env-parts';

/** What `hard-end` needs. */
export const HardEndEnv = z.object({
  ...commonEnv,
  ...requestsEnv,
  ...assignmentsEnv,
  ...directoryEnv,
  ...auditEnv,
  ...instanceEnv,
  ...capacityEnv,
  ...hardEndEnv,
});
export type HardEndEnv = z.infer<typeof HardEndEnv>;
