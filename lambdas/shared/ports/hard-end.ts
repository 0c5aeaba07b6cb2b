import { dynamoClient, ssoAdminClient } from '../../../aws/clients';
import { DynamoHardEnds } from '../../../aws/dynamo-hard-ends';
import { IdentityCenterInlinePolicies } from '../../../aws/identity-center-inline-policies';
import type { HardEndMode } from '../../../core/model/hard-end';
import type { Ports } from '../../../core/usecases/deps';
import { type TableVariables, tablesOf } from './tables';

/** What is denied in permission sets, to read, and whether it is required. */
export function hardEndPorts(
  env: TableVariables & { readonly HARD_END: HardEndMode },
): Pick<Ports, 'hardEnds' | 'hardEndMode'> {
  return { hardEnds: new DynamoHardEnds(dynamoClient(), tablesOf(env)), hardEndMode: env.HARD_END };
}

/** The inline policies of permission sets, for the one function that may write them. */
export function inlinePolicyPorts(env: { readonly INSTANCE_ARN: string }): Pick<Ports, 'inlinePolicies'> {
  return { inlinePolicies: new IdentityCenterInlinePolicies(ssoAdminClient(), env.INSTANCE_ARN) };
}
