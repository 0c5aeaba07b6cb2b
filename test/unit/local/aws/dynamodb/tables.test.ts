import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  CreateTableCommand,
  DeleteTableCommand,
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  GetItemCommand,
  ListTablesCommand,
  ListTagsOfResourceCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateContinuousBackupsCommand,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { DynamoDb } from '../../../../../local/aws/dynamodb/dynamodb';
import { VirtualClock } from '../../../../../local/clock';
import { START, standingClock, startDynamo, THINGS } from '../harness';

type Rig = Awaited<ReturnType<typeof startDynamo>>;

const create = (rig: Rig, more: object = {}) =>
  rig.client.send(new CreateTableCommand({ ...THINGS, ...more } as never));
const put = (rig: Rig, id: string, more: object = {}, TableName = 'things') =>
  rig.client.send(new PutItemCommand({ TableName, Item: { id: { S: id }, ...more } }));
const describeTable = async (rig: Rig, TableName = 'things') =>
  (await rig.client.send(new DescribeTableCommand({ TableName }))).Table;

describe('tables of the emulated DynamoDB', () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await startDynamo();
  });
  afterEach(async () => {
    await rig.close();
    expect(rig.bugs).toEqual([]);
  });

  it('are usable as soon as they are created', async () => {
    const { TableDescription } = await create(rig, {
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    });
    expect(TableDescription).toMatchObject({ TableStatus: 'ACTIVE', CreationDateTime: new Date(START) });
    await put(rig, 'a');
    expect(await describeTable(rig)).toMatchObject({
      TableStatus: 'ACTIVE',
      TableArn: 'arn:aws:dynamodb:eu-west-1:000000000000:table/things',
      LatestStreamArn: expect.stringContaining('/stream/'),
    });
    await expect(create(rig)).rejects.toMatchObject({ name: 'ResourceInUseException' });
  });

  it('are listed page by page', async () => {
    for (const TableName of ['bbb', 'aaa', 'ccc']) await create(rig, { TableName });
    const first = await rig.client.send(new ListTablesCommand({ Limit: 2 }));
    expect(first).toMatchObject({ TableNames: ['aaa', 'bbb'], LastEvaluatedTableName: 'bbb' });
    const rest = await rig.client.send(new ListTablesCommand({ ExclusiveStartTableName: 'bbb' }));
    expect(rest.TableNames).toEqual(['ccc']);
    expect(rest.LastEvaluatedTableName).toBeUndefined();
  });

  it('take their items, indexes and settings with them when they are deleted', async () => {
    await create(rig);
    await create(rig, { TableName: 'things-2' });
    for (const TableName of ['things', 'things-2']) {
      await put(rig, 'a', { owner: { S: 'ann' }, at: { N: '1' } }, TableName);
      const TimeToLiveSpecification = { Enabled: true, AttributeName: 'until' };
      await rig.client.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }));
    }
    await rig.client.send(new DeleteTableCommand({ TableName: 'things' }));
    await expect(describeTable(rig)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await create(rig);
    const scan = async (TableName: string, more: object = {}) =>
      (await rig.client.send(new ScanCommand({ TableName, ...more }))).Count;
    expect([await scan('things'), await scan('things', { IndexName: 'by-owner' })]).toEqual([0, 0]);
    expect([await scan('things-2'), await scan('things-2', { IndexName: 'by-owner' })]).toEqual([1, 1]);
    const { TimeToLiveDescription } = await rig.client.send(
      new DescribeTimeToLiveCommand({ TableName: 'things' }),
    );
    expect(TimeToLiveDescription?.TimeToLiveStatus).toBe('DISABLED');
  });

  it('are not deleted while they are protected', async () => {
    await create(rig, { DeletionProtectionEnabled: true });
    const removal = new DeleteTableCommand({ TableName: 'things' });
    await expect(rig.client.send(removal)).rejects.toMatchObject({ name: 'ValidationException' });
    await rig.client.send(new UpdateTableCommand({ TableName: 'things', DeletionProtectionEnabled: false }));
    await rig.client.send(removal);
    expect((await rig.client.send(new ListTablesCommand({}))).TableNames).toEqual([]);
  });

  it('get a new index with the items that fit it, and lose it again', async () => {
    await create(rig);
    await put(rig, 'a', { colour: { S: 'red' } });
    await put(rig, 'b', { colour: { N: '1' } });
    await put(rig, 'c', { colour: { S: '' } });
    const IndexName = 'by-colour';
    const updated = await rig.client.send(
      new UpdateTableCommand({
        TableName: 'things',
        AttributeDefinitions: [{ AttributeName: 'colour', AttributeType: 'S' }],
        GlobalSecondaryIndexUpdates: [
          {
            Create: {
              IndexName,
              KeySchema: [{ AttributeName: 'colour', KeyType: 'HASH' }],
              Projection: { ProjectionType: 'KEYS_ONLY' },
            },
          },
        ],
      }),
    );
    expect(updated.TableDescription?.GlobalSecondaryIndexes).toHaveLength(2);
    await put(rig, 'd', { colour: { S: 'red' }, n: { N: '1' } });
    const red = () =>
      rig.client.send(
        new QueryCommand({
          TableName: 'things',
          IndexName,
          KeyConditionExpression: 'colour = :c',
          ExpressionAttributeValues: { ':c': { S: 'red' } },
        }),
      );
    expect((await red()).Items).toEqual(
      expect.arrayContaining([
        { id: { S: 'a' }, colour: { S: 'red' } },
        { id: { S: 'd' }, colour: { S: 'red' } },
      ]),
    );
    const removal = { TableName: 'things', GlobalSecondaryIndexUpdates: [{ Delete: { IndexName } }] };
    await rig.client.send(new UpdateTableCommand(removal));
    await expect(red()).rejects.toMatchObject({ name: 'ValidationException' });
    await expect(rig.client.send(new UpdateTableCommand(removal))).rejects.toMatchObject({
      name: 'ValidationException',
    });
    expect((await describeTable(rig))?.AttributeDefinitions).toHaveLength(3);
  });

  it('refuse an index over an attribute that is not defined', async () => {
    await create(rig);
    const Create = {
      IndexName: 'by-colour',
      KeySchema: [{ AttributeName: 'colour', KeyType: 'HASH' as const }],
      Projection: { ProjectionType: 'ALL' as const },
    };
    const command = new UpdateTableCommand({
      TableName: 'things',
      GlobalSecondaryIndexUpdates: [{ Create }],
    });
    await expect(rig.client.send(command)).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('carry tags', async () => {
    const { TableDescription } = await create(rig);
    await create(rig, { TableName: 'many-items' });
    await put(rig, 'a');
    const ResourceArn = TableDescription?.TableArn ?? '';
    await rig.client.send(new TagResourceCommand({ ResourceArn, Tags: [{ Key: 'k', Value: 'v' }] }));
    const tags = async () => (await rig.client.send(new ListTagsOfResourceCommand({ ResourceArn }))).Tags;
    expect(await tags()).toEqual([{ Key: 'k', Value: 'v' }]);
    await rig.client.send(new UntagResourceCommand({ ResourceArn, TagKeys: ['k'] }));
    expect(await tags()).toEqual([]);
  });
});

describe('the database folder', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'hourglass-db-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('keeps items, indexes, time to live and backups over a restart', async () => {
    const before = await startDynamo(folder);
    await create(before);
    await put(before, 'a', { owner: { S: 'ann' }, at: { N: '1' }, until: { N: `${START / 1000 + 600}` } });
    await put(before, 'b');
    const TimeToLiveSpecification = { Enabled: true, AttributeName: 'until' };
    await before.client.send(new UpdateTimeToLiveCommand({ TableName: 'things', TimeToLiveSpecification }));
    await before.client.send(
      new UpdateContinuousBackupsCommand({
        TableName: 'things',
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      }),
    );
    await before.close();

    const after = await startDynamo(folder, standingClock());
    const found = await after.client.send(
      new QueryCommand({
        TableName: 'things',
        IndexName: 'by-owner',
        KeyConditionExpression: '#o = :o',
        ExpressionAttributeNames: { '#o': 'owner' },
        ExpressionAttributeValues: { ':o': { S: 'ann' } },
      }),
    );
    expect(found.Items?.map((item) => item.id?.S)).toEqual(['a']);
    const backups = await after.client.send(new DescribeContinuousBackupsCommand({ TableName: 'things' }));
    expect(
      backups.ContinuousBackupsDescription?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus,
    ).toBe('ENABLED');
    await after.clock.advance(20 * 60_000);
    const scanned = await after.client.send(new ScanCommand({ TableName: 'things' }));
    expect(scanned.Items?.map((item) => item.id?.S)).toEqual(['b']);
    await after.close();
  });

  it('deletes what expired while it was closed', async () => {
    const before = await startDynamo(folder);
    await create(before);
    await put(before, 'a', { until: { N: `${START / 1000 + 60}` } });
    const TimeToLiveSpecification = { Enabled: true, AttributeName: 'until' };
    await before.client.send(new UpdateTimeToLiveCommand({ TableName: 'things', TimeToLiveSpecification }));
    await before.close();
    const after = await startDynamo(folder, new VirtualClock({ ticking: false, now: START + 86_400_000 }));
    await after.clock.advance(1);
    const got = await after.client.send(new GetItemCommand({ TableName: 'things', Key: { id: { S: 'a' } } }));
    expect(got.Item).toBeUndefined();
    await after.close();
  });

  // In memory each operation happens to run in one turn; only a folder lets them interleave.
  it('lets one of 50 transactions win that begin in the same instant, and loses no update', async () => {
    const rig = await startDynamo(folder);
    await create(rig);
    const prize = (i: number) =>
      ['prize', `racer-${i}`].map((id) => ({
        Put: {
          TableName: 'things',
          Item: { id: { S: id } },
          ConditionExpression: 'attribute_not_exists(id)',
        },
      }));
    const hit = {
      TableName: 'things',
      Key: { id: { S: 'counter' } },
      UpdateExpression: 'ADD hits :one',
      ExpressionAttributeValues: { ':one': { N: '1' } },
      ReturnValues: 'ALL_NEW',
    };
    const racers = Array.from({ length: 50 }, (_, i) => i);
    const outcomes = await Promise.allSettled(
      racers.map((i) => rig.db.call({ operation: 'TransactWriteItems', input: { TransactItems: prize(i) } })),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await rig.client.send(new ScanCommand({ TableName: 'things' }))).Count).toBe(2);
    const hits = await Promise.all(
      racers.map(() => rig.db.call({ operation: 'UpdateItem', input: { ...hit } })),
    );
    const counted = hits.map(({ Attributes }) => Number((Attributes as { hits: { N: string } }).hits.N));
    expect(counted).toEqual(racers.map((i) => i + 1));
    await rig.close();
  });

  it('says so when another process uses it', async () => {
    const first = await startDynamo(folder);
    await expect(DynamoDb.open({ timeline: standingClock(), folder })).rejects.toMatchObject({
      name: 'StateFolderError',
      message: expect.stringMatching(/cannot be read: another process uses it. Stop the other/),
    });
    await create(first);
    await first.close();
  });

  it.each([
    [
      'is damaged',
      async () => {
        const broken = await startDynamo(folder);
        await create(broken);
        await broken.close();
        for (const name of await readdir(folder)) await writeFile(path.join(folder, name), 'rubbish');
        return folder;
      },
    ],
    [
      'is a file',
      async () => {
        const file = path.join(folder, 'file');
        await writeFile(file, 'rubbish');
        return file;
      },
    ],
  ])('says so when it %s', async (_, prepare) => {
    const bad = await prepare();
    await expect(DynamoDb.open({ timeline: standingClock(), folder: bad })).rejects.toMatchObject({
      name: 'StateFolderError',
      message: expect.stringMatching(/^The database folder .* cannot be read: .*--fresh/),
    });
  });
});
