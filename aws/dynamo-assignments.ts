import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { TableNames } from '../core/contract/tables';
import { AssignmentRecord } from '../core/model/assignment';
import { type Entitlement, entitlementKey } from '../core/model/entitlement';
import type { Assignments } from '../core/ports/ledger';
import { assignmentPartition } from './keys';
import { parseOptional } from './records';

/** Assignment records in DynamoDB. */
export class DynamoAssignments implements Assignments {
  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly tables: TableNames,
  ) {}

  async read(beneficiaryId: string, entitlement: Entitlement): Promise<AssignmentRecord | undefined> {
    const key = entitlementKey(entitlement);
    const { Item } = await this.client.send(
      new GetCommand({
        TableName: this.tables.assignments,
        Key: { pk: assignmentPartition(beneficiaryId), sk: key },
        ConsistentRead: true,
      }),
    );
    return parseOptional(AssignmentRecord, Item, `assignment#${beneficiaryId}#${key}`);
  }
}
