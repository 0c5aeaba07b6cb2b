import { z } from 'zod';
import { auditEnv, commonEnv, rootKeyEnv } from '../shared/env-parts';

/** What `seal-audit` needs. */
export const SealAuditEnv = z.object({ ...commonEnv, ...auditEnv, ...rootKeyEnv });
export type SealAuditEnv = z.infer<typeof SealAuditEnv>;
