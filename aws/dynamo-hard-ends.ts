import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { TableNames } from '../core/contract/tables';
import { HardEndRecord } from '../core/model/hard-end';
import type { HardEnds } from '../core/ports/ledger';
import { queryItems } from './dynamo-read';
import { HARD_ENDS, hardEndKey } from './keys';
import { parseOptional, parseRecord } from './records';

/** What is denied in permission sets, in the assignments table. */
export class DynamoHardEnds implements HardEnds {
  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly tables: TableNames,
  ) {}

  async read(permissionSetArn: string): Promise<HardEndRecord | undefined> {
    const { Item } = await this.client.send(
      new GetCommand({
        TableName: this.tables.assignments,
        Key: hardEndKey(permissionSetArn),
        ConsistentRead: true,
      }),
    );
    return parseOptional(HardEndRecord, Item, `hard-end#${permissionSetArn}`);
  }

  async all(): Promise<readonly HardEndRecord[]> {
    const items = await queryItems(this.client, {
      TableName: this.tables.assignments,
      KeyConditionExpression: '#pk = :pk',
      ExpressionAttributeNames: { '#pk': 'pk' },
      ExpressionAttributeValues: { ':pk': HARD_ENDS },
      ConsistentRead: true,
    });
    return items.map((item) => parseRecord(HardEndRecord, item.record, HARD_ENDS));
  }
}
