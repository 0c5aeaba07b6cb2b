import { dynamoClient } from '../../../aws/clients';
import { DynamoLedger } from '../../../aws/dynamo-ledger';
import { DynamoRequests } from '../../../aws/dynamo-requests';
import { systemClock } from '../../../aws/system-clock';
import type { Ports } from '../../../core/usecases/deps';
import { type TableVariables, tablesOf } from './tables';

/** Requests and leases, to read. */
export function requestPorts(env: TableVariables): Pick<Ports, 'requests'> {
  return { requests: new DynamoRequests(dynamoClient(), tablesOf(env), systemClock) };
}

/** The ledger, to write. */
export function ledgerPorts(env: TableVariables): Pick<Ports, 'ledger'> {
  return { ledger: new DynamoLedger(dynamoClient(), tablesOf(env), systemClock) };
}
