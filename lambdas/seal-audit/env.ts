import { z } from 'zod';
import { archiveEnv, auditEnv, commonEnv, rootKeyEnv } from '../shared/env-parts';

/** What `seal-audit` needs. */
export const SealAuditEnv = z.object({ ...commonEnv, ...auditEnv, ...rootKeyEnv, ...archiveEnv });
export type SealAuditEnv = z.infer<typeof SealAuditEnv>;
