import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import type { TableNames } from '../core/contract/tables';
import type { EpochMs } from '../core/model/instant';
import type { SignalKey, Tokens } from '../core/ports/workflow';
import { tokenKey, ttlSeconds } from './keys';
import { parseRecord } from './records';

const Token = z.string().min(1);

/** Task tokens beside their requests; DynamoDB drops them some time after they can no longer be answered. */
export class DynamoTokens implements Tokens {
  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly tables: TableNames,
  ) {}

  async store(key: SignalKey, token: string, expiresAt: EpochMs): Promise<void> {
    const Item = { ...tokenKey(key), token, expiresAt: ttlSeconds(expiresAt) };
    await this.client.send(new PutCommand({ TableName: this.tables.requests, Item }));
  }

  async read(key: SignalKey): Promise<string | undefined> {
    const Key = tokenKey(key);
    const { Item } = await this.client.send(
      new GetCommand({ TableName: this.tables.requests, Key, ConsistentRead: true }),
    );
    return Item && parseRecord(Token, Item.token, `${Key.pk} ${Key.sk}`);
  }
}
