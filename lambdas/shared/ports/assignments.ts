import { dynamoClient, ssoAdminClient } from '../../../aws/clients';
import { DynamoAssignments } from '../../../aws/dynamo-assignments';
import { IdentityCenterGrants } from '../../../aws/identity-center-grants';
import type { Ports } from '../../../core/usecases/deps';
import { type TableVariables, tablesOf } from './tables';

/** Who holds what, in our records and in Identity Center: for the two functions that assign. */
export function assignmentPorts(
  env: TableVariables & { readonly INSTANCE_ARN: string },
): Pick<Ports, 'assignments' | 'grants'> {
  return {
    assignments: new DynamoAssignments(dynamoClient(), tablesOf(env)),
    grants: new IdentityCenterGrants(ssoAdminClient(), env.INSTANCE_ARN),
  };
}
