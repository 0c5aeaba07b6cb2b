import { dynamoClient } from '../../../aws/clients';
import { DynamoHardEnds } from '../../../aws/dynamo-hard-ends';
import { IdentityCenterInlinePolicies } from '../../../aws/identity-center-inline-policies';
import { pacedSsoAdminClient } from '../../../aws/paced-sso-admin';
import type { HardEndMode } from '../../../core/model/hard-end';
import type { Ports } from '../../../core/usecases/deps';
import { type CapacityVariables, capacityOf, paceOf } from './capacity';
import { type TableVariables, tablesOf } from './tables';

/** What is denied in permission sets, to read, and whether it is required. */
export function hardEndPorts(
  env: TableVariables & { readonly HARD_END: HardEndMode },
): Pick<Ports, 'hardEnds' | 'hardEndMode'> {
  return { hardEnds: new DynamoHardEnds(dynamoClient(), tablesOf(env)), hardEndMode: env.HARD_END };
}

/** The inline policies of permission sets, for the one function that may write them. */
export function inlinePolicyPorts(
  env: CapacityVariables & { readonly INSTANCE_ARN: string },
): Pick<Ports, 'inlinePolicies'> {
  const client = pacedSsoAdminClient(paceOf(capacityOf(env), 'reading'));
  return { inlinePolicies: new IdentityCenterInlinePolicies(client, env.INSTANCE_ARN) };
}
