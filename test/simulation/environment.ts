import { tableNames } from '../../aws/tables';
import type { TableNames } from '../../core/contract/tables';
import { LINK_SECRET_ID, MAIL_FROM, stateMachineArn, TABLE_PREFIX } from '../../local/places';
import type { SimOrganization } from './organization';

export const TABLE_NAMES: TableNames = tableNames(TABLE_PREFIX);

/** Gives the functions the environment that CDK would give them. */
export function setEnvironment(organization: SimOrganization): void {
  Object.assign(process.env, {
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'simulated',
    AWS_SECRET_ACCESS_KEY: 'simulated',
    LOG_LEVEL: 'ERROR',
    REQUESTS_TABLE: TABLE_NAMES.requests,
    ASSIGNMENTS_TABLE: TABLE_NAMES.assignments,
    POLICIES_TABLE: TABLE_NAMES.policies,
    DIRECTORY_TABLE: TABLE_NAMES.directory,
    AUDIT_TABLE: TABLE_NAMES.audit,
    IDENTITY_STORE_ID: organization.identityStore.identityStoreId,
    INSTANCE_ARN: organization.ssoAdmin.instance.instanceArn,
    APPROVAL_STATE_MACHINE_ARN: stateMachineArn('approval'),
    LEASE_STATE_MACHINE_ARN: stateMachineArn('lease'),
    LINK_SECRET_ID,
    MAIL_FROM,
    APP_URL: 'https://hourglass.example.com',
    ADMIN_GROUP_ID: organization.id('admins'),
    AUDITOR_GROUP_ID: organization.id('auditors'),
  });
}
