import { dynamoClient } from '../../../aws/clients';
import { DynamoAssignments } from '../../../aws/dynamo-assignments';
import { DynamoFindings } from '../../../aws/dynamo-findings';
import { IdentityCenterHoldings } from '../../../aws/identity-center-holdings';
import { pacedSsoAdminClient } from '../../../aws/paced-sso-admin';
import type { Ports } from '../../../core/usecases/deps';
import { type CapacityVariables, capacityOf, paceOf } from './capacity';
import { type TableVariables, tablesOf } from './tables';

/** Who holds what, in our records and in Identity Center, to compare: reads only, in turn with all others. */
export function comparePorts(
  env: TableVariables & CapacityVariables & { readonly INSTANCE_ARN: string },
): Pick<Ports, 'assignments' | 'findings' | 'holdings'> {
  const client = pacedSsoAdminClient(paceOf(capacityOf(env), 'comparing'));
  return {
    ...findingPorts(env),
    assignments: new DynamoAssignments(dynamoClient(), tablesOf(env)),
    holdings: new IdentityCenterHoldings(client, env.INSTANCE_ARN),
  };
}

/** Open findings, to read. */
export function findingPorts(env: TableVariables): Pick<Ports, 'findings'> {
  return { findings: new DynamoFindings(dynamoClient(), tablesOf(env)) };
}
