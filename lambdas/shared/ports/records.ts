import { dynamoClient } from '../../../aws/clients';
import { DynamoEmergencyOrders } from '../../../aws/dynamo-emergency-orders';
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

/** Emergency orders, to read; they stand beside the requests. */
export function emergencyPorts(env: TableVariables): Pick<Ports, 'emergencyOrders'> {
  return { emergencyOrders: new DynamoEmergencyOrders(dynamoClient(), tablesOf(env)) };
}
