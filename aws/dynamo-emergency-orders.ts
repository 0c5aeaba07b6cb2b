import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { TableNames } from '../core/contract/tables';
import { EmergencyOrder, OpenOrder } from '../core/model/emergency';
import type { EmergencyOrders } from '../core/ports/emergency';
import type { Page, PageInput } from '../core/ports/ledger';
import { decodeCursor, encodeCursor } from './cursor';
import { queryItems } from './dynamo-read';
import { EMERGENCY_ORDERS, OPEN_EMERGENCY_ORDERS, orderKey } from './keys';
import { parseOptional, parseRecord } from './records';

const LIST = 'emergency-orders';

/** Emergency orders in DynamoDB; they are few, so that one partition holds all and another those that are open. */
export class DynamoEmergencyOrders implements EmergencyOrders {
  readonly #table: string;

  constructor(
    private readonly client: DynamoDBDocumentClient,
    tables: TableNames,
  ) {
    this.#table = tables.requests;
  }

  async read(orderId: string): Promise<EmergencyOrder | undefined> {
    const { Item } = await this.client.send(
      new GetCommand({ TableName: this.#table, Key: orderKey(orderId), ConsistentRead: true }),
    );
    return parseOptional(EmergencyOrder, Item, `emergency#${orderId}`);
  }

  async open(): Promise<readonly OpenOrder[]> {
    const items = await queryItems(this.client, {
      TableName: this.#table,
      KeyConditionExpression: '#pk = :pk',
      ExpressionAttributeNames: { '#pk': 'pk' },
      ExpressionAttributeValues: { ':pk': OPEN_EMERGENCY_ORDERS },
      ConsistentRead: true,
    });
    return items.map((item) => parseRecord(OpenOrder, item.record, `emergency#${String(item.sk)}`));
  }

  async list(page: PageInput): Promise<Page<EmergencyOrder>> {
    const before = decodeCursor(LIST, page.cursor);
    const { Items = [] } = await this.client.send(
      new QueryCommand({
        TableName: this.#table,
        KeyConditionExpression: '#pk = :pk AND #sk < :before',
        ExpressionAttributeNames: { '#pk': 'pk', '#sk': 'sk' },
        ExpressionAttributeValues: { ':pk': EMERGENCY_ORDERS, ':before': before ?? '~' },
        ScanIndexForward: false,
        ConsistentRead: true,
        Limit: page.limit + 1,
      }),
    );
    const orders = Items.map((item) => parseRecord(EmergencyOrder, item.record, LIST));
    const items = orders.slice(0, page.limit);
    const last = items.at(-1);
    return orders.length > items.length && last ? { items, cursor: encodeCursor(LIST, last.id) } : { items };
  }
}
