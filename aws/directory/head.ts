import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { EpochMs } from '../../core/model/instant';
import { parseOptional } from '../records';

const Snapshot = z.strictObject({ revision: z.string(), chunks: z.number().int().positive() });

/** Says which snapshot counts, and which one counted before it and may still be read. */
export const Head = Snapshot.extend({ takenAt: EpochMs, previous: Snapshot.optional() });
export type Head = z.infer<typeof Head>;

const KEY = { pk: 'head' };

/** The stored head, strongly consistent. */
export async function readHead(client: DynamoDBDocumentClient, table: string): Promise<Head | undefined> {
  const { Item } = await client.send(new GetCommand({ TableName: table, Key: KEY, ConsistentRead: true }));
  return parseOptional(Head, Item, 'directory head');
}

/** Makes a head count, unless one that was taken later does already. */
export async function writeHead(client: DynamoDBDocumentClient, table: string, head: Head): Promise<boolean> {
  try {
    await client.send(
      new PutCommand({
        TableName: table,
        Item: { ...KEY, record: head, takenAt: head.takenAt },
        ConditionExpression: 'attribute_not_exists(#pk) OR #takenAt <= :takenAt',
        ExpressionAttributeNames: { '#pk': 'pk', '#takenAt': 'takenAt' },
        ExpressionAttributeValues: { ':takenAt': head.takenAt },
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
