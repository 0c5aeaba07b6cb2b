import { dynamoClient } from '../../../aws/clients';
import { DynamoAssignments } from '../../../aws/dynamo-assignments';
import { IdentityCenterGrants } from '../../../aws/identity-center-grants';
import { MeteredGrants } from '../../../aws/metered-grants';
import { pacedSsoAdminClient } from '../../../aws/paced-sso-admin';
import { systemClock } from '../../../aws/system-clock';
import { UlidIds } from '../../../aws/ulid-ids';
import type { Urgency } from '../../../core/ports/capacity';
import type { Ports } from '../../../core/usecases/deps';
import { logTrouble } from '../log-trouble';
import { type CapacityVariables, capacityOf, paceOf } from './capacity';
import { type TableVariables, tablesOf } from './tables';

/** Who holds what, in our records and in Identity Center: for the two functions that assign. */
export function assignmentPorts(
  env: TableVariables & CapacityVariables & { readonly INSTANCE_ARN: string },
  urgency: Urgency,
): Pick<Ports, 'assignments' | 'grants'> {
  const capacity = capacityOf(env);
  const client = pacedSsoAdminClient(paceOf(capacity, urgency));
  const grants = new IdentityCenterGrants(client, env.INSTANCE_ARN);
  return {
    assignments: new DynamoAssignments(dynamoClient(), tablesOf(env)),
    grants: new MeteredGrants(grants, capacity, new UlidIds(systemClock), logTrouble),
  };
}
