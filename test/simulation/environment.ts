import { tableNames } from '../../aws/tables';
import type { TableNames } from '../../core/contract/tables';
import { functionEnvironment } from '../../local/laptop/environment';
import type { Services } from '../../local/laptop/services';
import { REGION, TABLE_PREFIX } from '../../local/places';
import type { SimOrganization } from './organization';

export const TABLE_NAMES: TableNames = tableNames(TABLE_PREFIX);

/** Gives the functions the environment that CDK would give them, as the laptop does. */
export function setEnvironment(organization: SimOrganization): void {
  const groups = {
    admin: organization.id('admins'),
    auditor: organization.id('auditors'),
    responder: organization.id('responders'),
  };
  // Of the laptop's services only those two are looked at that hold the ids of the instance.
  const services = organization as unknown as Services;
  Object.assign(process.env, {
    ...functionEnvironment(services, groups, 'https://hourglass.example.com'),
    // Its people do in a minute what others do in a week; who is sent away would prove nothing.
    READS_PER_MINUTE: '0',
    DEAR_READS_PER_MINUTE: '0',
    WRITES_PER_MINUTE: '0',
    AWS_REGION: REGION,
    AWS_ACCESS_KEY_ID: 'simulated',
    AWS_SECRET_ACCESS_KEY: 'simulated',
  });
}
