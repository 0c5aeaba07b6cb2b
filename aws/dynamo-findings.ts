import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { TableNames } from '../core/contract/tables';
import { type AccountAssignment, entitlementKey } from '../core/model/entitlement';
import { Finding } from '../core/model/finding';
import type { Findings, Page, PageInput } from '../core/ports/ledger';
import { decodeCursor, encodeCursor } from './cursor';
import { queryItems } from './dynamo-read';
import { FINDINGS } from './keys';
import { parseOptional, parseRecord } from './records';

const LIST = 'findings';

/** Open findings, beside the assignment records. */
export class DynamoFindings implements Findings {
  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly tables: TableNames,
  ) {}

  async read(findingId: string): Promise<Finding | undefined> {
    const Key = { pk: FINDINGS, sk: findingId };
    const { Item } = await this.client.send(
      new GetCommand({ TableName: this.tables.assignments, Key, ConsistentRead: true }),
    );
    return parseOptional(Finding, Item, `finding#${findingId}`);
  }

  async of(entitlement: AccountAssignment): Promise<readonly Finding[]> {
    const items = await queryItems(this.client, {
      TableName: this.tables.assignments,
      KeyConditionExpression: '#pk = :pk AND begins_with(#sk, :prefix)',
      ExpressionAttributeNames: { '#pk': 'pk', '#sk': 'sk' },
      ExpressionAttributeValues: { ':pk': FINDINGS, ':prefix': `${entitlementKey(entitlement)}#` },
      ConsistentRead: true,
    });
    return items.map((item) => parseRecord(Finding, item.record, `finding#${String(item.sk)}`));
  }

  async list(page: PageInput): Promise<Page<Finding>> {
    const { Items = [] } = await this.client.send(
      new QueryCommand({
        TableName: this.tables.assignments,
        KeyConditionExpression: '#pk = :pk AND #sk > :after',
        ExpressionAttributeNames: { '#pk': 'pk', '#sk': 'sk' },
        ExpressionAttributeValues: { ':pk': FINDINGS, ':after': decodeCursor(LIST, page.cursor) ?? ' ' },
        ConsistentRead: true,
        Limit: page.limit + 1,
      }),
    );
    const rows = Items.map((item) => parseRecord(Finding, item.record, `finding#${String(item.sk)}`));
    const items = rows.slice(0, page.limit);
    const last = items.at(-1);
    return rows.length > items.length && last ? { items, cursor: encodeCursor(LIST, last.id) } : { items };
  }
}
