import { dynamoClient, ssoAdminClient } from '../../../aws/clients';
import { DynamoAssignments } from '../../../aws/dynamo-assignments';
import { DynamoFindings } from '../../../aws/dynamo-findings';
import { IdentityCenterHoldings } from '../../../aws/identity-center-holdings';
import type { Ports } from '../../../core/usecases/deps';
import { type TableVariables, tablesOf } from './tables';

/** Who holds what, in our records and in Identity Center, to compare: reads only. */
export function comparePorts(
  env: TableVariables & { readonly INSTANCE_ARN: string },
): Pick<Ports, 'assignments' | 'findings' | 'holdings'> {
  return {
    ...findingPorts(env),
    assignments: new DynamoAssignments(dynamoClient(), tablesOf(env)),
    holdings: new IdentityCenterHoldings(ssoAdminClient(), env.INSTANCE_ARN),
  };
}

/** Open findings, to read. */
export function findingPorts(env: TableVariables): Pick<Ports, 'findings'> {
  return { findings: new DynamoFindings(dynamoClient(), tablesOf(env)) };
}
