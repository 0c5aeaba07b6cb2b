import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { TableNames } from '../core/contract/tables';
import { SignedRoot, type StoredRoot, type StreamHead } from '../core/model/audit-root';
import { DAY, dayOf, startOf } from '../core/model/instant';
import type { AuditRoots } from '../core/ports/audit';
import { queryAll, type StoredItem } from './dynamo-read';
import { DAILY_ROOT, dailyHeads } from './keys';
import { parseOptional } from './records';

/** Heads in one item, which stays well below the 400 KB that DynamoDB allows. */
const CHUNK = 1_000;

/** Daily roots in the audit table, in partitions of their own: it is the table that nobody may change anything in. */
export class DynamoAuditRoots implements AuditRoots {
  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly tables: TableNames,
  ) {}

  async latest(): Promise<SignedRoot | undefined> {
    const { Items } = await this.client.send(
      new QueryCommand({ ...this.#partition(DAILY_ROOT), ScanIndexForward: false, Limit: 1 }),
    );
    return parseOptional(SignedRoot, Items?.[0], 'the last daily root');
  }

  async *all(): AsyncGenerator<StoredRoot> {
    for await (const { sequence, record } of queryAll(this.client, this.#partition(DAILY_ROOT)))
      yield { day: dayOf(Number(sequence) * DAY), record };
  }

  async *heads(day: string): AsyncGenerator<unknown> {
    for await (const item of queryAll(this.client, this.#partition(dailyHeads(day)))) yield* listOf(item);
  }

  async add(root: SignedRoot, heads: readonly StreamHead[]): Promise<boolean> {
    const { day } = root.root;
    for (let from = 0; from < heads.length; from += CHUNK)
      await this.#put(dailyHeads(day), from / CHUNK + 1, heads.slice(from, from + CHUNK));
    return this.#put(DAILY_ROOT, startOf(day) / DAY, root);
  }

  /** False when the place is taken. Heads that are there already were written by a sealing that did not come to its end. */
  async #put(stream: string, sequence: number, record: unknown): Promise<boolean> {
    const item = {
      TableName: this.tables.audit,
      Item: { stream, sequence, record },
      ConditionExpression: 'attribute_not_exists(#stream)',
      ExpressionAttributeNames: { '#stream': 'stream' },
    };
    try {
      await this.client.send(new PutCommand(item));
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }

  #partition(stream: string) {
    return {
      TableName: this.tables.audit,
      KeyConditionExpression: '#stream = :stream',
      ExpressionAttributeNames: { '#stream': 'stream' },
      ExpressionAttributeValues: { ':stream': stream },
      ConsistentRead: true,
    };
  }
}

/** What is no list holds nothing: the root of the day then says that its heads were changed. */
function listOf({ record }: StoredItem): unknown[] {
  return Array.isArray(record) ? record : [];
}
