import { dynamoClient } from '../../../aws/clients';
import { DynamoCursors } from '../../../aws/dynamo-cursors';
import type { Ports } from '../../../core/usecases/deps';
import { type TableVariables, tablesOf } from './tables';

/** Where bounded work stopped. */
export function cursorPorts(env: TableVariables): Pick<Ports, 'cursors'> {
  return { cursors: new DynamoCursors(dynamoClient(), tablesOf(env)) };
}
