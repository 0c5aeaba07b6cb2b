import { AthenaClient } from '@aws-sdk/client-athena';
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { AthenaActivity } from '../../../aws/athena-activity';
import { CloudTrailLakeActivity } from '../../../aws/cloudtrail-lake-activity';
import { HOUR, MINUTE, toIso } from '../../../core/model/instant';
import type { Activity, ActivityEvent, ActivityQuery } from '../../../core/ports/activity';
import { AthenaService } from '../../../local/aws/athena/athena-service';
import { trailView } from '../../../local/aws/athena/trail-view';
import { CloudTrailService } from '../../../local/aws/cloudtrail/cloudtrail-service';
import { CloudTrailStore } from '../../../local/aws/cloudtrail/events';
import type { CloudTrailRecord } from '../../../local/aws/cloudtrail/record';
import { memoryRecordLog } from '../../../local/aws/cloudtrail/record-log';
import { Faults } from '../../../local/aws/faults';
import { VirtualClock } from '../../../local/clock';
import { START } from '../../support/fakes';
import { type EmulatedEndpoint, emulate } from './endpoint';

const STORE = 'ee54f254-e519-4759-9b1c-0123456789ab';

/** Where the emulated Athena is asked. */
export const TRAIL = {
  workGroup: 'activity',
  database: 'trails',
  table: 'organization_trail',
  accountColumn: 'account',
  dayColumn: 'day',
  resultDays: 7,
};

/** Ann's hour with one permission set. */
export const query: ActivityQuery = {
  accountId: '111122223333',
  permissionSetName: 'Read_Only',
  userId: '906700a1b2-0001',
  userName: 'ann.lee',
  from: START,
  to: START + HOUR,
};

/** An adapter over its emulated service. */
export type SqlBench = {
  readonly activity: Activity;
  readonly store: CloudTrailStore;
  readonly clock: VirtualClock;
  readonly endpoint: EmulatedEndpoint;
  readonly close: () => Promise<void>;
};

/** Both services over the same records, two hours after `START`. */
async function services() {
  const clock = new VirtualClock({ ticking: false, now: START + 2 * HOUR });
  const views = trailView(TRAIL.database, TRAIL.table);
  const store = new CloudTrailStore({ log: memoryRecordLog(), timeline: clock, views });
  const faults = new Faults();
  const lake = new CloudTrailService({
    store,
    timeline: clock,
    eventDataStoreId: STORE,
    region: 'eu-west-1',
    accountId: '222233334444',
  });
  const athena = new AthenaService({ store, timeline: clock, ...TRAIL, injectedColumn: 'account', faults });
  const endpoint = await emulate([lake, athena], clock, faults);
  return { clock, store, endpoint };
}

/** CloudTrail Lake. */
export async function lakeBench(): Promise<SqlBench> {
  const { clock, store, endpoint } = await services();
  const client = new CloudTrailClient(endpoint.config);
  return { activity: new CloudTrailLakeActivity(client, STORE), store, clock, endpoint, close };

  async function close() {
    client.destroy();
    await endpoint.close();
    await store.close();
  }
}

/** Athena, with other settings if told. */
export async function athenaBench(changes: Partial<typeof TRAIL> = {}): Promise<SqlBench> {
  const { clock, store, endpoint } = await services();
  const client = new AthenaClient(endpoint.config);
  const activity = new AthenaActivity(client, { ...TRAIL, ...changes });
  return { activity, store, clock, endpoint, close };

  async function close() {
    client.destroy();
    await endpoint.close();
    await store.close();
  }
}

/** The id of a query that begins. */
export async function begun(activity: Activity, asked: ActivityQuery = query): Promise<string> {
  const start = await activity.start(asked);
  if (start.state !== 'started') throw new Error(start.reason);
  return start.queryId;
}

/** What a query gives in the end. */
export async function answerTo({ activity, clock }: SqlBench, asked: ActivityQuery = query) {
  const id = await begun(activity, asked);
  await clock.advance(5_000);
  return activity.read(id);
}

/** An event of one minute after `START`, unless told. */
export const event = (id: string, at = START + MINUTE, changes: Partial<ActivityEvent> = {}) => ({
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

/** The event as CloudTrail would have it, of Ann's session unless told. */
export function recordOf(happened: ActivityEvent, changes: Partial<CloudTrailRecord> = {}): CloudTrailRecord {
  return {
    eventVersion: '1.11',
    userIdentity: identity(),
    eventTime: toIso(happened.at).replace('.000', ''),
    eventSource: `${happened.service}.amazonaws.com`,
    eventName: happened.action,
    awsRegion: happened.region,
    sourceIPAddress: happened.sourceAddress,
    userAgent: 'aws-cli/2',
    ...(happened.errorCode && { errorCode: happened.errorCode, errorMessage: happened.errorMessage }),
    requestParameters: { bucketName: happened.resource },
    eventID: happened.id,
    readOnly: happened.readOnly,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: query.accountId,
    eventCategory: 'Management',
    ...changes,
  };
}

/** Who acts in a session of a role, perhaps on behalf of somebody. */
export function identity(
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
