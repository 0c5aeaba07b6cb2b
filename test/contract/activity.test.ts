import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { CloudTrailLakeActivity } from '../../aws/cloudtrail-lake-activity';
import { HOUR, MINUTE, toIso } from '../../core/model/instant';
import type { Activity, ActivityEvent, ActivityQuery } from '../../core/ports/activity';
import { CloudTrailService } from '../../local/aws/cloudtrail/cloudtrail-service';
import { CloudTrailStore } from '../../local/aws/cloudtrail/events';
import type { CloudTrailRecord } from '../../local/aws/cloudtrail/record';
import { memoryRecordLog } from '../../local/aws/cloudtrail/record-log';
import { VirtualClock } from '../../local/clock';
import { FakeActivity, START } from '../support/fakes';
import { emulate } from './support/endpoint';
import { type Backend, onEach } from './support/ledger-bench';

const STORE = 'ee54f254-e519-4759-9b1c-0123456789ab';

const query: ActivityQuery = {
  accountId: '111122223333',
  permissionSetName: 'Read_Only',
  userId: '906700a1b2-0001',
  userName: 'ann.lee',
  from: START,
  to: START + HOUR,
};

type Bench = {
  readonly activity: Activity;
  readonly happened: (...events: ActivityEvent[]) => Promise<void>;
  readonly advance: (milliseconds: number) => Promise<void>;
  readonly close: () => Promise<void>;
};

function fake(): Bench {
  const activity = new FakeActivity();
  activity.running = true;
  return {
    activity,
    happened: async (...events) => void activity.events.push(...events),
    advance: async () => {
      activity.running = false;
    },
    close: async () => {},
  };
}

/** The event as CloudTrail would have it, of Ann's session unless told. */
function recordOf(event: ActivityEvent, changes: Partial<CloudTrailRecord> = {}): CloudTrailRecord {
  return {
    eventVersion: '1.11',
    userIdentity: identity(),
    eventTime: toIso(event.at).replace('.000', ''),
    eventSource: `${event.service}.amazonaws.com`,
    eventName: event.action,
    awsRegion: event.region,
    sourceIPAddress: event.sourceAddress,
    userAgent: 'aws-cli/2',
    ...(event.errorCode && { errorCode: event.errorCode, errorMessage: event.errorMessage }),
    requestParameters: { bucketName: event.resource },
    eventID: event.id,
    readOnly: event.readOnly,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: query.accountId,
    eventCategory: 'Management',
    ...changes,
  };
}

function identity(
  role = 'AWSReservedSSO_Read_Only_0123456789abcdef',
  session = 'ann.lee',
  onBehalfOf?: string,
) {
  return {
    type: 'AssumedRole',
    principalId: `AROAEXAMPLE:${session}`,
    sessionContext: { sessionIssuer: { type: 'Role', userName: role } },
    ...(onBehalfOf && { onBehalfOf: { userId: onBehalfOf, identityStoreArn: 'arn:aws:identitystore::1:d' } }),
  };
}

async function lake() {
  const clock = new VirtualClock({ ticking: false, now: START + 2 * HOUR });
  const store = new CloudTrailStore({ log: memoryRecordLog(), timeline: clock });
  const service = new CloudTrailService({
    store,
    timeline: clock,
    eventDataStoreId: STORE,
    region: 'eu-west-1',
    accountId: '222233334444',
  });
  const endpoint = await emulate([service], clock);
  const client = new CloudTrailClient(endpoint.config);
  const activity = new CloudTrailLakeActivity(client, STORE);
  const close = async () => {
    client.destroy();
    await endpoint.close();
    await store.close();
  };
  return { activity, store, clock, close };
}

async function emulator(): Promise<Bench> {
  const { activity, store, clock, close } = await lake();
  return {
    activity,
    happened: (...events) => store.append(events.map((event) => recordOf(event))),
    advance: (milliseconds) => clock.advance(milliseconds),
    close,
  };
}

const event = (id: string, at: number, changes: Partial<ActivityEvent> = {}): ActivityEvent => ({
  id,
  at,
  service: 's3',
  action: 'GetBucketPolicy',
  resource: 'a-bucket',
  region: 'eu-west-1',
  sourceAddress: '203.0.113.9',
  errorCode: '',
  errorMessage: '',
  readOnly: true,
  ...changes,
});

const backends: readonly Backend<Bench>[] = [
  { name: 'the fake', open: async () => fake() },
  { name: 'CloudTrail Lake in DuckDB', open: emulator },
];

onEach(backends, (bench) => {
  test('a query runs for a while and gives the events of its window, newest first', async () => {
    const { activity, happened, advance } = bench();
    const denied = event('e2', START + MINUTE, {
      errorCode: 'AccessDenied',
      errorMessage: "You're not, authorized",
      readOnly: false,
    });
    await happened(event('e1', START), denied, event('e3', START + HOUR), event('e0', START - 1_000));
    const id = await activity.start(query);
    expect(await activity.read(id)).toEqual({ state: 'running' });
    await advance(5_000);
    expect(await activity.read(id)).toEqual({
      state: 'finished',
      events: [denied, event('e1', START)],
      truncated: false,
    });
  });

  test('a query that is not known has failed', async () => {
    expect(await bench().activity.read('query-99')).toMatchObject({ state: 'failed' });
  });
});

describe('the SQL on CloudTrail Lake in DuckDB', () => {
  let bench: Awaited<ReturnType<typeof lake>>;
  beforeEach(async () => {
    bench = await lake();
  });
  afterEach(() => bench.close());

  async function idsOf(...records: CloudTrailRecord[]): Promise<string[]> {
    await bench.store.append(records);
    const id = await bench.activity.start(query);
    await bench.clock.advance(5_000);
    const state = await bench.activity.read(id);
    if (state.state !== 'finished') throw new Error(JSON.stringify(state));
    return state.events.map((found) => found.id);
  }
  const of = (id: string, changes: Partial<CloudTrailRecord>) => recordOf(event(id, START), changes);

  test('finds the sessions of this person with this permission set in this account, and no others', async () => {
    const role = 'AWSReservedSSO_Read_Only_0123456789abcdef';
    const ids = await idsOf(
      of('own', {}),
      of('on-behalf', { userIdentity: identity(role, 'other-name', query.userId) }),
      of('other-account', { recipientAccountId: '999999999999' }),
      of('other-person', { userIdentity: identity(role, 'joann.lee') }),
      of('dot-is-no-wildcard', { userIdentity: identity(role, 'annxlee') }),
      of('other-set', { userIdentity: identity('AWSReservedSSO_Read_Only_Plus_0123456789abcdef') }),
      of('underscore-is-no-wildcard', {
        userIdentity: identity('AWSReservedSSO_ReadxOnly_0123456789abcdef'),
      }),
      of('other-role', { userIdentity: identity('Administrator', 'ann.lee', query.userId) }),
    );
    expect(new Set(ids)).toEqual(new Set(['own', 'on-behalf']));
  });

  test('gives an event that was delivered twice once', async () => {
    expect(await idsOf(of('twice', {}), of('twice', {}))).toEqual(['twice']);
  });

  test('says when there is more than it gives', async () => {
    const records = Array.from({ length: 5_001 }, (_, n) => recordOf(event(`e${n}`, START + n * 500)));
    await bench.store.append(records);
    const id = await bench.activity.start(query);
    await bench.clock.advance(5_000);
    const state = await bench.activity.read(id);
    expect(state).toMatchObject({ state: 'finished', truncated: true });
    expect(state.state === 'finished' && state.events.length).toBe(5_000);
  });
});
