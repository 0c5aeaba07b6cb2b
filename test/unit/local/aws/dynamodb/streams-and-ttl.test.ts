import {
  CreateTableCommand,
  DeleteItemCommand,
  DescribeTimeToLiveCommand,
  PutItemCommand,
  ScanCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import type { StreamRecord } from '../../../../../local/aws/dynamodb/changes';
import { START, startDynamo, THINGS } from '../harness';

const SECOND = START / 1000;
const MINUTE = 60_000;

describe('change events and time to live', () => {
  let rig: Awaited<ReturnType<typeof startDynamo>>;
  const put = (id: string, more: object = {}) =>
    rig.client.send(new PutItemCommand({ TableName: 'things', Item: { id: { S: id }, ...more } }));
  const remove = (id: string) =>
    rig.client.send(new DeleteItemCommand({ TableName: 'things', Key: { id: { S: id } } }));
  const ids = async () =>
    (await rig.client.send(new ScanCommand({ TableName: 'things' })))
      .Items!.map((item) => item.id!.S!)
      .sort();
  const switchTtl = (Enabled: boolean, AttributeName = 'until') =>
    rig.client.send(
      new UpdateTimeToLiveCommand({
        TableName: 'things',
        TimeToLiveSpecification: { Enabled, AttributeName },
      }),
    );
  const until = (seconds: number) => ({ until: { N: `${SECOND + seconds}` } });

  beforeEach(async () => {
    rig = await startDynamo();
    await rig.client.send(new CreateTableCommand(THINGS as never));
  });
  afterEach(() => rig.close());

  it('have the shape of stream records, in the order of the writes', async () => {
    const records: StreamRecord[] = [];
    const stop = rig.db.onChange('things', (record) => records.push(record));
    rig.db.onChange('others', () => {
      throw new Error('another table');
    });
    await put('a', { n: { N: '1' } });
    await put('a', { n: { N: '2' } });
    await remove('a');
    stop();
    await put('b');
    expect(records.map(({ eventName }) => eventName)).toEqual(['INSERT', 'MODIFY', 'REMOVE']);
    expect(records[1]).toMatchObject({
      eventSource: 'aws:dynamodb',
      awsRegion: 'eu-west-1',
      eventSourceARN: expect.stringMatching(
        /^arn:aws:dynamodb:eu-west-1:000000000000:table\/things\/stream\//,
      ),
      dynamodb: {
        ApproximateCreationDateTime: SECOND,
        Keys: { id: { S: 'a' } },
        OldImage: { id: { S: 'a' }, n: { N: '1' } },
        NewImage: { id: { S: 'a' }, n: { N: '2' } },
        StreamViewType: 'NEW_AND_OLD_IMAGES',
      },
    });
    expect(records[0]?.dynamodb).not.toHaveProperty('OldImage');
    expect(records[2]?.dynamodb).not.toHaveProperty('NewImage');
    expect(records[2]).not.toHaveProperty('userIdentity');
    const numbers = records.map(({ dynamodb }) => BigInt(dynamodb.SequenceNumber));
    expect(numbers).toEqual([...numbers].sort((a, b) => (a < b ? -1 : 1)));
    expect(new Set(numbers).size).toBe(3);
  });

  it('are silent about writes that change nothing', async () => {
    await put('a', { n: { N: '1' }, m: { S: 'x' } });
    const records: StreamRecord[] = [];
    rig.db.onChange('things', (record) => records.push(record));
    await rig.client.send(
      new PutItemCommand({ TableName: 'things', Item: { m: { S: 'x' }, n: { N: '1' }, id: { S: 'a' } } }),
    );
    await remove('none');
    expect(records).toEqual([]);
  });

  it('delete what has expired when the clock is moved, as the service itself', async () => {
    await switchTtl(true);
    const records: StreamRecord[] = [];
    await put('soon', until(30));
    await put('later', until(3600));
    await put('never');
    await put('text', { until: { S: `${SECOND + 30}` } });
    rig.db.onChange('things', (record) => records.push(record));
    await rig.clock.advance(29_000);
    expect(await ids()).toEqual(['later', 'never', 'soon', 'text']);
    await rig.clock.advance(2 * MINUTE);
    expect(await ids()).toEqual(['later', 'never', 'text']);
    expect(records).toMatchObject([
      {
        eventName: 'REMOVE',
        userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' },
        dynamodb: { OldImage: { id: { S: 'soon' } } },
      },
    ]);
    await rig.clock.advance(8 * 60 * MINUTE);
    expect(await ids()).toEqual(['never', 'text']);
  });

  it('spare an item whose time was put off, and one that is far too old', async () => {
    await switchTtl(true);
    await put('moved', until(30));
    await put('moved', until(7200));
    await put('ancient', until(-6 * 365 * 86_400));
    await put('replaced', until(30));
    await put('replaced');
    await rig.clock.advance(60 * MINUTE);
    expect(await ids()).toEqual(['ancient', 'moved', 'replaced']);
  });

  it('see the items that were there before it was switched on, and none after it was switched off', async () => {
    await put('a', until(30));
    await switchTtl(true);
    await rig.clock.advance(2 * MINUTE);
    expect(await ids()).toEqual([]);
    await put('b', until(300));
    await switchTtl(false);
    await rig.clock.advance(60 * MINUTE);
    expect(await ids()).toEqual(['b']);
  });

  it('are described, and not switched twice', async () => {
    const describe = async () =>
      (await rig.client.send(new DescribeTimeToLiveCommand({ TableName: 'things' }))).TimeToLiveDescription;
    expect(await describe()).toEqual({ TimeToLiveStatus: 'DISABLED' });
    await expect(switchTtl(false)).rejects.toMatchObject({ name: 'ValidationException' });
    await switchTtl(true);
    expect(await describe()).toEqual({ TimeToLiveStatus: 'ENABLED', AttributeName: 'until' });
    await expect(switchTtl(true)).rejects.toMatchObject({ name: 'ValidationException' });
  });
});
