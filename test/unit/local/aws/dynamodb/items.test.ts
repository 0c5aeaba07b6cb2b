import {
  type AttributeValue,
  BatchGetItemCommand,
  BatchWriteItemCommand,
  ConditionalCheckFailedException,
  CreateTableCommand,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { createIndexKey } from 'dynalite/db';
import { startDynamo, THINGS } from '../harness';

describe('items of the emulated DynamoDB', () => {
  let rig: Awaited<ReturnType<typeof startDynamo>>;
  const put = (id: string, owner: string, at: number) =>
    rig.client.send(
      new PutItemCommand({
        TableName: 'things',
        Item: { id: { S: id }, owner: { S: owner }, at: { N: `${at}` } },
      }),
    );
  const get = async (id: string) =>
    (await rig.client.send(new GetItemCommand({ TableName: 'things', Key: { id: { S: id } } }))).Item;
  const owned = (owner: string, more: object = {}) =>
    rig.client.send(
      new QueryCommand({
        TableName: 'things',
        IndexName: 'by-owner',
        KeyConditionExpression: '#o = :o',
        ExpressionAttributeNames: { '#o': 'owner' },
        ExpressionAttributeValues: { ':o': { S: owner } },
        ...more,
      }),
    );

  beforeEach(async () => {
    rig = await startDynamo();
    await rig.client.send(new CreateTableCommand(THINGS as never));
  });
  afterEach(async () => {
    await rig.close();
    expect(rig.bugs).toEqual([]);
  });

  it('writes, updates by expressions, reads and deletes', async () => {
    await put('a', 'ann', 1);
    const updated = await rig.client.send(
      new UpdateItemCommand({
        TableName: 'things',
        Key: { id: { S: 'a' } },
        UpdateExpression:
          'SET tags = list_append(if_not_exists(tags, :none), :one), #at = #at + :n REMOVE #o',
        ExpressionAttributeNames: { '#at': 'at', '#o': 'owner' },
        ExpressionAttributeValues: { ':none': { L: [] }, ':one': { L: [{ S: 'x' }] }, ':n': { N: '5' } },
        ReturnValues: 'ALL_NEW',
      }),
    );
    expect(updated.Attributes).toEqual({ id: { S: 'a' }, at: { N: '6' }, tags: { L: [{ S: 'x' }] } });
    expect(await get('a')).toEqual(updated.Attributes);
    expect((await owned('ann')).Items).toEqual([]);
    await rig.client.send(new DeleteItemCommand({ TableName: 'things', Key: { id: { S: 'a' } } }));
    expect(await get('a')).toBeUndefined();
  });

  it('carries bytes and sets', async () => {
    const Item = {
      id: { S: 'b' },
      bytes: { B: Buffer.from([0, 255]) },
      set: { SS: ['x', 'y'] },
      nil: { NULL: true },
    };
    await rig.client.send(new PutItemCommand({ TableName: 'things', Item } as never));
    const got = await get('b');
    expect(Buffer.from(got!.bytes!.B!)).toEqual(Buffer.from([0, 255]));
    expect(got!.set).toEqual({ SS: ['x', 'y'] });
  });

  it('gives the item that stood in the way when that is asked for', async () => {
    await put('a', 'ann', 1);
    const attempt = (more: object) =>
      rig.client.send(
        new PutItemCommand({
          TableName: 'things',
          Item: { id: { S: 'a' } },
          ConditionExpression: 'attribute_not_exists(id)',
          ...more,
        }),
      );
    const silent = await attempt({}).catch((error: unknown) => error);
    expect(silent).toBeInstanceOf(ConditionalCheckFailedException);
    expect((silent as ConditionalCheckFailedException).Item).toBeUndefined();
    await expect(attempt({ ReturnValuesOnConditionCheckFailure: 'ALL_OLD' })).rejects.toMatchObject({
      Item: { id: { S: 'a' }, owner: { S: 'ann' }, at: { N: '1' } },
    });
  });

  it('queries an index in order, in both directions, page by page', async () => {
    for (let at = 1; at <= 7; at += 1) await put(`t${at}`, 'ann', at);
    await put('other', 'bob', 3);
    const walk = async (ScanIndexForward: boolean) => {
      const seen: (string | undefined)[] = [];
      let ExclusiveStartKey: object | undefined;
      do {
        const page = await owned('ann', {
          Limit: 3,
          ScanIndexForward,
          ...(ExclusiveStartKey && { ExclusiveStartKey }),
        });
        seen.push(...page.Items!.map((item) => item.at!.N));
        ExclusiveStartKey = page.LastEvaluatedKey;
      } while (ExclusiveStartKey);
      return seen.join('');
    };
    expect(await walk(true)).toBe('1234567');
    expect(await walk(false)).toBe('7654321');
  });

  it('pages through items with equal index keys without losing or repeating any', async () => {
    const ids = Array.from({ length: 25 }, (_, i) => `same-${i}`);
    for (const id of ids) await put(id, 'ann', 1);
    for (const ScanIndexForward of [true, false]) {
      const seen: string[] = [];
      let ExclusiveStartKey: object | undefined;
      do {
        const page = await owned('ann', {
          Limit: 4,
          ScanIndexForward,
          ...(ExclusiveStartKey && { ExclusiveStartKey }),
        });
        seen.push(...page.Items!.map((item) => item.id!.S!));
        ExclusiveStartKey = page.LastEvaluatedKey;
      } while (ExclusiveStartKey);
      expect([...seen].sort()).toEqual([...ids].sort());
    }
  });

  it('keeps items apart in an index whose short hashes are equal', async () => {
    const [first, second] = collision();
    await put(first, 'ann', 1);
    await put(second, 'ann', 1);
    const ids = (await owned('ann')).Items!.map((item) => item.id!.S!);
    expect(ids.sort()).toEqual([first, second].sort());
    await rig.client.send(new DeleteItemCommand({ TableName: 'things', Key: { id: { S: first } } }));
    expect((await owned('ann')).Items!.map((item) => item.id!.S!)).toEqual([second]);
    await put(first, 'ann', 1);
    const page = await owned('ann', { Limit: 1 });
    const rest = await owned('ann', { ExclusiveStartKey: page.LastEvaluatedKey });
    expect([...page.Items!, ...rest.Items!].map((item) => item.id!.S!).sort()).toEqual(
      [first, second].sort(),
    );
  });

  it.each([
    ['PutItem', () => put('a', '', 1)],
    [
      'UpdateItem',
      () =>
        rig.client.send(
          new UpdateItemCommand({
            TableName: 'things',
            Key: { id: { S: 'a' } },
            UpdateExpression: 'SET #o = :empty',
            ExpressionAttributeNames: { '#o': 'owner' },
            ExpressionAttributeValues: { ':empty': { S: '' } },
          }),
        ),
    ],
    [
      'BatchWriteItem',
      () =>
        rig.client.send(
          new BatchWriteItemCommand({
            RequestItems: { things: [{ PutRequest: { Item: { id: { S: 'a' }, owner: { S: '' } } } }] },
          }),
        ),
    ],
  ])('refuses an empty string as the key of an index in %s', async (_, attempt) => {
    await expect(attempt()).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringMatching(/empty string value.*IndexKey: owner/),
    });
    expect(await get('a')).toBeUndefined();
  });

  it('writes and reads batches', async () => {
    const things = Array.from({ length: 25 }, (_, i) => ({ PutRequest: { Item: { id: { S: `b${i}` } } } }));
    await rig.client.send(new BatchWriteItemCommand({ RequestItems: { things } }));
    const Keys = [{ id: { S: 'b3' } }, { id: { S: 'b4' } }, { id: { S: 'none' } }];
    const got = await rig.client.send(new BatchGetItemCommand({ RequestItems: { things: { Keys } } }));
    expect(got.Responses!.things!.map((item) => item.id!.S!).sort()).toEqual(['b3', 'b4']);
    const removal = [{ DeleteRequest: { Key: { id: { S: 'b3' } } } }];
    await rig.client.send(new BatchWriteItemCommand({ RequestItems: { things: removal } }));
    expect((await rig.client.send(new ScanCommand({ TableName: 'things' }))).Count).toBe(24);
  });

  it('refuses a batch that names an item twice', async () => {
    const twice = { PutRequest: { Item: { id: { S: 'a' } } } };
    const batch = new BatchWriteItemCommand({ RequestItems: { things: [twice, twice] } });
    await expect(rig.client.send(batch)).rejects.toMatchObject({ name: 'ValidationException' });
    expect(await get('a')).toBeUndefined();
  });

  it('scans page by page', async () => {
    for (let i = 0; i < 10; i += 1) await put(`s${i}`, 'ann', i);
    const seen: string[] = [];
    let ExclusiveStartKey: Record<string, AttributeValue> | undefined;
    do {
      const input = { TableName: 'things', Limit: 3, ...(ExclusiveStartKey && { ExclusiveStartKey }) };
      const page = await rig.client.send(new ScanCommand(input));
      seen.push(...page.Items!.map((item) => item.id!.S!));
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey);
    expect(seen.sort()).toEqual(Array.from({ length: 10 }, (_, i) => `s${i}`));
  });

  it.each([
    ['a missing table', { TableName: 'nothing', Item: { id: { S: 'a' } } }, 'ResourceNotFoundException'],
    ['a missing key', { TableName: 'things', Item: { x: { S: 'a' } } }, 'ValidationException'],
    ['a key of another type', { TableName: 'things', Item: { id: { N: '1' } } }, 'ValidationException'],
    [
      'a reserved word',
      {
        TableName: 'things',
        Item: { id: { S: 'a' } },
        ConditionExpression: 'attribute_exists(owner) AND status = :s',
        ExpressionAttributeValues: { ':s': { S: 'x' } },
      },
      'ValidationException',
    ],
    [
      'an unused value',
      {
        TableName: 'things',
        Item: { id: { S: 'a' } },
        ConditionExpression: 'attribute_exists(id)',
        ExpressionAttributeValues: { ':s': { S: 'x' } },
      },
      'ValidationException',
    ],
    [
      'more than 400 KB',
      { TableName: 'things', Item: { id: { S: 'a' }, x: { S: 'x'.repeat(410_000) } } },
      'ValidationException',
    ],
  ])('refuses %s', async (_, input, name) => {
    await expect(rig.client.send(new PutItemCommand(input as never))).rejects.toMatchObject({ name });
  });

  it('loses no update when many come at once', async () => {
    await put('counter', 'ann', 0);
    const add = () =>
      new UpdateItemCommand({
        TableName: 'things',
        Key: { id: { S: 'counter' } },
        UpdateExpression: 'ADD hits :one',
        ExpressionAttributeValues: { ':one': { N: '1' } },
      });
    await Promise.all(Array.from({ length: 50 }, () => rig.client.send(add())));
    expect((await get('counter'))?.hits).toEqual({ N: '50' });
  });
});

/** Two ids for which dynalite would make one and the same index key. */
function collision(): [string, string] {
  const table = { ...THINGS, TableStatus: 'ACTIVE', TableArn: '' };
  const schema = THINGS.GlobalSecondaryIndexes[0].KeySchema;
  const seen = new Map<string, string>();
  const indexKey = createIndexKey as (item: object, of: object, schema: object) => string;
  for (let i = 0; ; i += 1) {
    const id = `c${i}`;
    const key = indexKey({ id: { S: id }, owner: { S: 'ann' }, at: { N: '1' } }, table, schema);
    const other = seen.get(key);
    if (other !== undefined) return [other, id];
    seen.set(key, id);
  }
}
