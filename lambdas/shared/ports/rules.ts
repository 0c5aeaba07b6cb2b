import { dynamoClient } from '../../../aws/clients';
import { DynamoDirectory } from '../../../aws/dynamo-directory';
import { DynamoPolicies } from '../../../aws/dynamo-policies';
import { systemClock } from '../../../aws/system-clock';
import type { Ports } from '../../../core/usecases/deps';
import { type TableVariables, tablesOf } from './tables';

/** The directory snapshot, to read. */
export function directoryPorts(env: TableVariables): Pick<Ports, 'directory'> {
  return { directory: new DynamoDirectory(dynamoClient(), tablesOf(env), systemClock) };
}

/** The policies, to read. */
export function policyPorts(env: TableVariables): Pick<Ports, 'policies'> {
  return { policies: new DynamoPolicies(dynamoClient(), tablesOf(env)) };
}
