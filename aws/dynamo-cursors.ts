import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import type { TableNames } from '../core/contract/tables';
import type { Cursors } from '../core/ports/cursors';
import { parseRecord } from './records';

const Cursor = z.string().optional();

/** Cursors beside the directory's snapshot. */
export class DynamoCursors implements Cursors {
  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly tables: TableNames,
  ) {}

  async read(name: string): Promise<string | undefined> {
    const Key = keyOf(name);
    const { Item } = await this.client.send(
      new GetCommand({ TableName: this.tables.directory, Key, ConsistentRead: true }),
    );
    return parseRecord(Cursor, Item?.cursor, Key.pk);
  }

  async write(name: string, cursor: string | undefined): Promise<void> {
    const Item = { ...keyOf(name), ...(cursor === undefined ? {} : { cursor }) };
    await this.client.send(new PutCommand({ TableName: this.tables.directory, Item }));
  }
}

const keyOf = (name: string) => ({ pk: `cursor#${name}` });
