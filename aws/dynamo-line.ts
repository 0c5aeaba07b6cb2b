import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  type DynamoDBDocumentClient,
  GetCommand,
  UpdateCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { EpochMs } from '../core/model/instant';
import type { Turn } from '../core/ports/capacity';
import { turnAt, type TurnWindow } from '../core/rules/call-turns';
import { parseRecord } from './records';

/** Where the next free moment of a line stands. */
export type LinePlace = {
  readonly table: string;
  readonly key: Readonly<Record<string, string>>;
  /** The attribute that holds it. */
  readonly attribute: string;
  /** Epoch seconds after which the item may be dropped; absent: it stays. */
  readonly expiresAt?: number;
};

type Step = {
  readonly next: string;
  readonly condition: string;
  readonly values: Readonly<Record<string, number>>;
};

/**
 * The next free moment of a line, taken by one conditional write, so that any number of callers at once gets on; a second write when
 * others are before. `length` is the time from one turn to the next, in milliseconds.
 */
export async function takeTurn(
  client: DynamoDBDocumentClient,
  place: LinePlace,
  window: TurnWindow,
  length: number,
): Promise<Turn> {
  const { from, latest, nonsense } = window;
  const first = await advance(client, place, {
    next: ':after',
    condition: 'attribute_not_exists(#next) OR #next < :from OR #next > :nonsense',
    values: { ':after': from + length, ':from': from, ':nonsense': nonsense },
  });
  if (first !== 'refused') return { kind: 'at', at: from };
  const before = await advance(client, place, {
    next: '#next + :length',
    condition: '#next >= :from AND #next <= :latest',
    values: { ':length': length, ':from': from, ':latest': latest },
  });
  if (before === 'refused') return turnAt(await nextOf(client, place), window);
  return { kind: 'at', at: momentOf(before, place) ?? from };
}

async function advance(
  client: DynamoDBDocumentClient,
  { table, key, attribute, expiresAt }: LinePlace,
  { next, condition, values }: Step,
): Promise<Record<string, unknown> | 'refused'> {
  const expiring = expiresAt !== undefined;
  const input: UpdateCommandInput = {
    TableName: table,
    Key: key,
    UpdateExpression: `SET #next = ${next}${expiring ? ', #expires = :expires' : ''}`,
    ConditionExpression: condition,
    ExpressionAttributeNames: { '#next': attribute, ...(expiring && { '#expires': 'expiresAt' }) },
    ExpressionAttributeValues: { ...values, ...(expiring && { ':expires': expiresAt }) },
    ReturnValues: 'ALL_OLD',
  };
  try {
    return (await client.send(new UpdateCommand(input))).Attributes ?? {};
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return 'refused';
    throw error;
  }
}

async function nextOf(client: DynamoDBDocumentClient, place: LinePlace): Promise<EpochMs | undefined> {
  const { table: TableName, key: Key } = place;
  const { Item } = await client.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
  return Item && momentOf(Item, place);
}

function momentOf(
  item: Readonly<Record<string, unknown>>,
  { attribute, key }: LinePlace,
): EpochMs | undefined {
  const Line = z.looseObject({ [attribute]: EpochMs.optional() });
  const { [attribute]: moment } = parseRecord(Line, item, Object.values(key).join(' '));
  return EpochMs.optional().parse(moment);
}
