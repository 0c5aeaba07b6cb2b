import { z } from 'zod';
import {
  assignmentsEnv,
  auditEnv,
  clientsEnv,
  commonEnv,
  directoryEnv,
  hardEndEnv,
  identityStoreEnv,
  linksEnv,
  policiesEnv,
  requestsEnv,
  rolesEnv,
  rootKeyEnv,
  throttleEnv,
  workflowEnv,
} from '../shared/env-parts';

/** What `api` needs. It has no instance ARN: it can never speak to the assignment API. */
export const ApiEnv = z.object({
  ...commonEnv,
  ...clientsEnv,
  ...requestsEnv,
  ...assignmentsEnv,
  ...policiesEnv,
  ...directoryEnv,
  ...auditEnv,
  ...identityStoreEnv,
  ...workflowEnv,
  ...linksEnv,
  ...rolesEnv,
  ...hardEndEnv,
  ...rootKeyEnv,
  ...throttleEnv,
});
export type ApiEnv = z.infer<typeof ApiEnv>;
