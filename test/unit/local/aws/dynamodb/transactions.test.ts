import {
  CreateTableCommand,
  GetItemCommand,
  PutItemCommand,
  ScanCommand,
  TransactGetItemsCommand,
  type TransactionCanceledException,
  TransactWriteItemsCommand,
  type TransactWriteItem,
} from '@aws-sdk/client-dynamodb';
import type { StreamRecord } from '../../../../../local/aws/dynamodb/changes';
import { startDynamo, THINGS } from '../harness';

const put = (id: string, more: object = {}): TransactWriteItem => ({
  Put: { TableName: 'things', Item: { id: { S: id } }, ...more },
});
const isNew = { ConditionExpression: 'attribute_not_exists(id)' };

describe('transactions of the emulated DynamoDB', () => {
  let rig: Awaited<ReturnType<typeof startDynamo>>;
  const transact = (TransactItems: TransactWriteItem[], ClientRequestToken?: string) =>
    rig.client.send(
      new TransactWriteItemsCommand({ TransactItems, ...(ClientRequestToken && { ClientRequestToken }) }),
    );
  const refusal = (items: TransactWriteItem[]) =>
    transact(items).then(
      () => undefined,
      (error: unknown) => error as TransactionCanceledException,
    );
  const get = async (id: string) =>
    (await rig.client.send(new GetItemCommand({ TableName: 'things', Key: { id: { S: id } } }))).Item;
  const count = async () => (await rig.client.send(new ScanCommand({ TableName: 'things' }))).Count;

  beforeEach(async () => {
    rig = await startDynamo();
    await rig.client.send(new CreateTableCommand(THINGS as never));
    await rig.client.send(
      new PutItemCommand({ TableName: 'things', Item: { id: { S: 'old' }, n: { N: '1' } } }),
    );
  });
  afterEach(() => rig.close());

  it('writes everything together', async () => {
    const key = { TableName: 'things', Key: { id: { S: 'old' } } };
    await transact([
      put('a', isNew),
      {
        Update: {
          ...key,
          UpdateExpression: 'SET n = n + :one',
          ConditionExpression: 'n = :one',
          ExpressionAttributeValues: { ':one': { N: '1' } },
        },
      },
    ]);
    expect(await get('a')).toEqual({ id: { S: 'a' } });
    expect((await get('old'))?.n).toEqual({ N: '2' });
    await transact([
      { Delete: key },
      { ConditionCheck: { ...key, Key: { id: { S: 'a' } }, ConditionExpression: 'attribute_exists(id)' } },
    ]);
    expect(await get('old')).toBeUndefined();
    expect(await get('a')).toBeDefined();
  });

  it('writes nothing when one condition fails, and gives the reason for each item', async () => {
    const error = await refusal([
      put('a'),
      put('old', { ...isNew, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }),
      put('b', {
        ConditionExpression: 'attribute_exists(id)',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    ]);
    expect(error?.name).toBe('TransactionCanceledException');
    expect(error?.message).toContain('[None, ConditionalCheckFailed, ConditionalCheckFailed]');
    expect(error?.CancellationReasons).toEqual([
      { Code: 'None' },
      {
        Code: 'ConditionalCheckFailed',
        Message: 'The conditional request failed',
        Item: { id: { S: 'old' }, n: { N: '1' } },
      },
      { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed' },
    ]);
    expect(await count()).toBe(1);
  });

  it('does not give the old item unless that is asked for', async () => {
    const error = await refusal([put('old', isNew)]);
    expect(error?.CancellationReasons?.[0]).not.toHaveProperty('Item');
  });

  it('writes nothing when an update cannot be done', async () => {
    const impossible = {
      UpdateExpression: 'SET n = absent + :n',
      ExpressionAttributeValues: { ':n': { N: '1' } },
    };
    const error = await refusal([
      put('a'),
      { Update: { TableName: 'things', Key: { id: { S: 'old' } }, ...impossible } },
    ]);
    expect(error?.CancellationReasons?.map(({ Code }) => Code)).toEqual(['None', 'ValidationError']);
    expect(await get('a')).toBeUndefined();
  });

  it('refuses an empty string as the key of an index', async () => {
    const error = await refusal([put('a'), put('b', { Item: { id: { S: 'b' }, owner: { S: '' } } })]);
    expect(error?.CancellationReasons?.[1]?.Code).toBe('ValidationError');
    expect(await count()).toBe(1);
  });

  it.each<[string, TransactWriteItem[], string]>([
    ['two operations on one item', [put('a'), put('a')], 'ValidationException'],
    [
      'two operations in one entry',
      [{ ...put('a'), Delete: { TableName: 'things', Key: { id: { S: 'b' } } } }],
      'ValidationException',
    ],
    ['an entry without operation', [{}], 'ValidationException'],
    ['no entries', [], 'ValidationException'],
    ['more than 100 entries', Array.from({ length: 101 }, (_, i) => put(`i${i}`)), 'ValidationException'],
    ['a broken expression', [put('a', { ConditionExpression: 'n ==' })], 'ValidationException'],
    ['an unknown table', [put('a', { TableName: 'nothing' })], 'ResourceNotFoundException'],
  ])('refuses %s', async (_, items, name) => {
    expect((await refusal(items))?.name).toBe(name);
    expect(await count()).toBe(1);
  });

  it('does a transaction with the same token once within ten minutes', async () => {
    const hits = (n: string): TransactWriteItem => ({
      Update: {
        TableName: 'things',
        Key: { id: { S: 'old' } },
        UpdateExpression: 'ADD n :n',
        ExpressionAttributeValues: { ':n': { N: n } },
      },
    });
    await transact([hits('1')], 'token');
    await transact([hits('1')], 'token');
    expect((await get('old'))?.n).toEqual({ N: '2' });
    await expect(transact([hits('2')], 'token')).rejects.toMatchObject({
      name: 'IdempotentParameterMismatchException',
    });
    await rig.clock.advance(10 * 60_000);
    await transact([hits('2')], 'token');
    expect((await get('old'))?.n).toEqual({ N: '4' });
  });

  it('forgets the token of a transaction that was cancelled', async () => {
    await expect(transact([put('old', isNew)], 'token')).rejects.toMatchObject({
      name: 'TransactionCanceledException',
    });
    await rig.client.send(new PutItemCommand({ TableName: 'things', Item: { id: { S: 'x' } } }));
    await transact([put('a', isNew)], 'token');
    expect(await get('a')).toBeDefined();
  });

  it('lets exactly one of 50 racing transactions win', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 50 }, (_, i) => transact([put('prize', isNew), put(`racer-${i}`, isNew)])),
    );
    const winners = outcomes.flatMap(({ status }, i) => (status === 'fulfilled' ? [i] : []));
    expect(winners).toHaveLength(1);
    expect(await count()).toBe(3);
    expect(await get(`racer-${winners[0]}`)).toBeDefined();
  });

  it('tells of each item of a transaction in order, and of nothing when it was cancelled', async () => {
    const records: StreamRecord[] = [];
    rig.db.onChange('things', (record) => records.push(record));
    await refusal([put('z'), put('old', isNew)]);
    await transact([put('b'), put('a'), put('c')]);
    expect(records.map(({ dynamodb }) => dynamodb.Keys.id?.S)).toEqual(['b', 'a', 'c']);
  });

  it('reads several items as of one moment', async () => {
    const get = (id: string) => ({ Get: { TableName: 'things', Key: { id: { S: id } } } });
    const { Responses } = await rig.client.send(
      new TransactGetItemsCommand({ TransactItems: [get('old'), get('no')] }),
    );
    expect(Responses).toEqual([{ Item: { id: { S: 'old' }, n: { N: '1' } } }, {}]);
  });
});
