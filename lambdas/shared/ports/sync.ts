import { dynamoClient, patientIdentityStoreClient, patientOrganizationsClient } from '../../../aws/clients';
import { DynamoDirectory } from '../../../aws/dynamo-directory';
import { OrganizationSource } from '../../../aws/organization-source';
import { pacedSsoAdminClient } from '../../../aws/paced-sso-admin';
import { systemClock } from '../../../aws/system-clock';
import type { Ports } from '../../../core/usecases/deps';
import { type CapacityVariables, capacityOf, paceOf } from './capacity';
import { type TableVariables, tablesOf } from './tables';

/** Everything that the directory is read from, and where it is kept. */
export function syncPorts(
  env: TableVariables &
    CapacityVariables & { readonly INSTANCE_ARN: string; readonly IDENTITY_STORE_ID: string },
): Pick<Ports, 'directory' | 'directoryStore' | 'directorySource'> {
  const directory = new DynamoDirectory(dynamoClient(), tablesOf(env), systemClock);
  const clients = {
    organizations: patientOrganizationsClient(),
    ssoAdmin: pacedSsoAdminClient(paceOf(capacityOf(env), 'reading')),
    identityStore: patientIdentityStoreClient(),
  };
  const instance = { instanceArn: env.INSTANCE_ARN, identityStoreId: env.IDENTITY_STORE_ID };
  return { directory, directoryStore: directory, directorySource: new OrganizationSource(clients, instance) };
}
