import { z } from 'zod';
import { ActivityPlace } from '../../core/contract/activity-place';
import { HardEndMode } from '../../core/model/hard-end';

const text = z.string().min(1);

/** A variable that holds JSON. */
function jsonOf<T extends z.ZodType>(schema: T) {
  return z
    .string()
    .transform((value, context): unknown => {
      try {
        return JSON.parse(value);
      } catch {
        context.addIssue('is not JSON');
        return z.NEVER;
      }
    })
    .pipe(schema);
}

/** Environment variables by what they give access to; a function's schema is a sum of these. */
export const requestsEnv = { REQUESTS_TABLE: text };
export const assignmentsEnv = { ASSIGNMENTS_TABLE: text };
export const policiesEnv = { POLICIES_TABLE: text };
export const directoryEnv = { DIRECTORY_TABLE: text };
export const auditEnv = { AUDIT_TABLE: text };
export const identityStoreEnv = { IDENTITY_STORE_ID: text };
export const instanceEnv = { INSTANCE_ARN: text };
/** Whether running sessions are denied when access ends. */
export const hardEndEnv = { HARD_END: HardEndMode.default('off') };
/** Whether tables were restored to an earlier moment not long ago. */
export const restoredEnv = { RECORDS_RESTORED: z.enum(['yes', 'no']).default('no') };
export const workflowEnv = { APPROVAL_STATE_MACHINE_ARN: text, LEASE_STATE_MACHINE_ARN: text };
export const endingEnv = { ENDING_STATE_MACHINE_ARN: text };
/** Where the functions agree on what they take of Identity Center's quotas, and how much that is. */
export const capacityEnv = {
  CAPACITY_TABLE: text,
  CALLS_PER_SECOND: z.coerce.number().int().positive(),
  OUTSTANDING_OPERATIONS: z.coerce.number().int().positive(),
};
const MACHINE_CLIENT = /^([a-z][a-z0-9-]{0,31})=([\w+-]{1,128})$/;
/** The clients of the user pool whose tokens are taken: the web app's, and `name=client id` of each machine, separated by spaces. */
export const clientsEnv = {
  WEB_CLIENT_ID: text,
  MACHINE_CLIENTS: z
    .string()
    .default('')
    .transform((all) => all.split(' ').filter((one) => one !== ''))
    .pipe(z.array(z.string().regex(MACHINE_CLIENT, 'must be name=client id'))),
};
const perMinute = z.coerce.number().int().min(0).max(6_000);
/** How many requests one caller may send in a minute; 0: they are not counted. */
export const throttleEnv = {
  READS_PER_MINUTE: perMinute,
  DEAR_READS_PER_MINUTE: perMinute,
  WRITES_PER_MINUTE: perMinute,
};
export const linksEnv = { LINK_SECRET_ID: text };
export const mailEnv = { MAIL_FROM: text, APP_URL: z.url() };
export const rootKeyEnv = { ROOT_KEY_ID: text };
/** Absent: sealed days are kept in the audit table alone. */
export const archiveEnv = { ARCHIVE_BUCKET: text.optional() };
/** Where CloudTrail events are found, as JSON. */
export const activityEnv = { ACTIVITY_SOURCE: jsonOf(ActivityPlace) };
/** Ids of the Identity Center groups whose members are admins, auditors and responders; empty: there are no responders. */
export const rolesEnv = {
  ADMIN_GROUP_ID: text,
  AUDITOR_GROUP_ID: text,
  RESPONDER_GROUP_ID: z.string().default(''),
};
/** The app and branch in Amplify Hosting. */
export const webHostEnv = { WEB_APP_ID: text, WEB_BRANCH: text };

/** Every function writes logs, and figures that carry the stage of its installation. */
export const commonEnv = {
  LOG_LEVEL: z.enum(['DEBUG', 'INFO', 'WARN', 'ERROR']).default('INFO'),
  STAGE: text.default('prod'),
};
