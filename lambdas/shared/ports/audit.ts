import { dynamoClient } from '../../../aws/clients';
import { DynamoAuditTrail } from '../../../aws/dynamo-audit-trail';
import type { Ports } from '../../../core/usecases/deps';
import { type TableVariables, tablesOf } from './tables';

/** The audit trail, to read. */
export function auditPorts(env: TableVariables): Pick<Ports, 'audit'> {
  return { audit: new DynamoAuditTrail(dynamoClient(), tablesOf(env)) };
}
