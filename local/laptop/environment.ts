import type { ActivityPlace } from '../../core/contract/activity-place';
import type { HardEndMode } from '../../core/model/hard-end';
import type { DutyGroups } from './configuration';
import type { Services } from './services';
import { tableNames } from '../../aws/tables';
import {
  ATHENA,
  EVENT_DATA_STORE_ID,
  LINK_SECRET_ID,
  MACHINE_CLIENT_ID,
  MACHINE_NAME,
  MAIL_FROM,
  REGION,
  ROOT_KEY_ARN,
  STAGE,
  stateMachineArn,
  TABLE_PREFIX,
  WEB_CLIENT_ID,
} from '../places';

/** The SDK's own names of the services that can be pointed elsewhere. */
export const SERVICES = [
  'DYNAMODB',
  'SSO_ADMIN',
  'IDENTITYSTORE',
  'ORGANIZATIONS',
  'SES',
  'SECRETS_MANAGER',
  'SFN',
  'CLOUDTRAIL',
  'ATHENA',
  'STS',
  'KMS',
  'SQS',
  'LAMBDA',
  'STS',
  'SSM',
  'SESV2',
  'LAMBDA',
  'CLOUDFORMATION',
  'COGNITO_IDENTITY_PROVIDER',
] as const;

/**
 * Points the SDK at the emulated services. Whatever the environment already names stays as it is, so that the same app runs
 * against another emulator or a staging account. Returns the services that are not emulated.
 */
export function pointSdk(url: string, env: NodeJS.ProcessEnv): string[] {
  const elsewhere = SERVICES.filter((name) => (env[`AWS_ENDPOINT_URL_${name}`] ?? '') !== '');
  for (const name of SERVICES) env[`AWS_ENDPOINT_URL_${name}`] ||= url;
  env.AWS_REGION ||= REGION;
  if (elsewhere.length === 0) {
    // With everything emulated no real credentials may be looked for, let alone sent.
    env.AWS_ACCESS_KEY_ID = 'local';
    env.AWS_SECRET_ACCESS_KEY = 'local';
    delete env.AWS_SESSION_TOKEN;
    delete env.AWS_PROFILE;
  }
  env.AWS_EC2_METADATA_DISABLED = 'true';
  // Node 20 is fine for the laptop; Lambda runs 24.
  env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  return elsewhere;
}

/** The environment asks for a source of activity that there is not. */
export class UnknownActivitySourceError extends Error {
  override name = 'UnknownActivitySourceError' as const;
  constructor(found: string) {
    super(`ACTIVITY must be athena or cloudtrail-lake, or absent (found ${found})`);
  }
}

/** Where activity is looked up: Athena, unless `named` says otherwise. Throws `UnknownActivitySourceError`. */
export function activityPlace(named: string | undefined): ActivityPlace {
  if (named === undefined || named === '' || named === 'athena') return ATHENA;
  if (named === 'cloudtrail-lake') return { source: named, eventDataStoreId: EVENT_DATA_STORE_ID };
  throw new UnknownActivitySourceError(named);
}

/** What CDK would put into the functions' environments. */
export function functionEnvironment(
  services: Services,
  groups: DutyGroups,
  appUrl: string,
  { hardEnd = 'off', activity = process.env.ACTIVITY }: { hardEnd?: HardEndMode; activity?: string } = {},
): Record<string, string> {
  const tables = tableNames(TABLE_PREFIX);
  return {
    REQUESTS_TABLE: tables.requests,
    ASSIGNMENTS_TABLE: tables.assignments,
    POLICIES_TABLE: tables.policies,
    DIRECTORY_TABLE: tables.directory,
    AUDIT_TABLE: tables.audit,
    INSTANCE_ARN: services.ssoAdmin.instance.instanceArn,
    CAPACITY_TABLE: tables.directory,
    CALLS_PER_SECOND: '18',
    OUTSTANDING_OPERATIONS: '12',
    IDENTITY_STORE_ID: services.identityStore.identityStoreId,
    APPROVAL_STATE_MACHINE_ARN: stateMachineArn('approval'),
    LEASE_STATE_MACHINE_ARN: stateMachineArn('lease'),
    ENDING_STATE_MACHINE_ARN: stateMachineArn('ending'),
    WEB_CLIENT_ID,
    MACHINE_CLIENTS: `${MACHINE_NAME}=${MACHINE_CLIENT_ID}`,
    // Virtual time may stand still while scripts ask and decide: as many as can be.
    READS_PER_MINUTE: '6000',
    DEAR_READS_PER_MINUTE: '6000',
    WRITES_PER_MINUTE: '6000',
    LINK_SECRET_ID,
    MAIL_FROM,
    APP_URL: appUrl,
    ACTIVITY_SOURCE: JSON.stringify(activityPlace(activity)),
    ROOT_KEY_ID: ROOT_KEY_ARN,
    ADMIN_GROUP_ID: groups.admin,
    AUDITOR_GROUP_ID: groups.auditor,
    RESPONDER_GROUP_ID: groups.responder,
    HARD_END: hardEnd,
    RECORDS_RESTORED: 'no',
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'ERROR',
    POWERTOOLS_SERVICE_NAME: 'hourglass',
    STAGE,
  };
}
