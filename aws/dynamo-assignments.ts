import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { TableNames } from '../core/contract/tables';
import { AssignmentRecord } from '../core/model/assignment';
import { type AccountAssignment, type Entitlement, entitlementKey } from '../core/model/entitlement';
import type { Assignments } from '../core/ports/ledger';
import { queryItems } from './dynamo-read';
import { assignmentPartition } from './keys';
import { parseOptional, parseRecord } from './records';

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

  async of(entitlement: AccountAssignment): Promise<readonly AssignmentRecord[]> {
    const items = await queryItems(this.client, {
      TableName: this.tables.assignments,
      IndexName: 'byAccount',
      KeyConditionExpression: '#account = :account AND begins_with(#holder, :prefix)',
      ExpressionAttributeNames: { '#account': 'account', '#holder': 'holder' },
      ExpressionAttributeValues: {
        ':account': entitlement.accountId,
        ':prefix': `${entitlementKey(entitlement)}#`,
      },
    });
    return items.map((item) =>
      parseRecord(AssignmentRecord, item.record, `assignment#${String(item.holder)}`),
    );
  }
}
