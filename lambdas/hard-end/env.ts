import { z } from 'zod';
import {
  assignmentsEnv,
  auditEnv,
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
  ...hardEndEnv,
});
export type HardEndEnv = z.infer<typeof HardEndEnv>;
