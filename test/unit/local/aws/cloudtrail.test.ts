import {
  CloudTrailClient,
  DescribeQueryCommand,
  GetQueryResultsCommand,
  ListEventDataStoresCommand,
  StartQueryCommand,
} from '@aws-sdk/client-cloudtrail';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudTrailService } from '../../../../local/aws/cloudtrail/cloudtrail-service';
import { CloudTrailStore } from '../../../../local/aws/cloudtrail/events';
import type { CloudTrailRecord } from '../../../../local/aws/cloudtrail/record';
import { fileRecordLog, memoryRecordLog, type RecordLog } from '../../../../local/aws/cloudtrail/record-log';
import { startEndpoint } from '../../../../local/aws/endpoint';
import { Faults } from '../../../../local/aws/faults';
import { memorySection } from '../../../../local/aws/service';
import { VirtualClock } from '../../../../local/clock';

const STORE = 'ee54f254-e519-4759-9b1c-0123456789ab';
const START = Date.parse('2026-11-21T09:00:00Z');

const event = (changes: Partial<CloudTrailRecord> = {}): CloudTrailRecord => ({
  eventVersion: '1.11',
  userIdentity: {
    type: 'AssumedRole',
    principalId: 'AROAEXAMPLE:ann.lee',
    sessionContext: {
      attributes: { creationDate: '2026-11-21T08:00:00Z', mfaAuthenticated: 'false' },
      sessionIssuer: { type: 'Role', userName: 'AWSReservedSSO_Read_Only_0123456789abcdef' },
    },
    onBehalfOf: { userId: '906700a1b2-0001', identityStoreArn: 'arn:aws:identitystore::1:identitystore/d-1' },
  },
  eventTime: '2026-11-21T08:30:00Z',
  eventSource: 'ec2.amazonaws.com',
  eventName: 'DescribeInstances',
  awsRegion: 'eu-west-1',
  sourceIPAddress: '203.0.113.9',
  userAgent: 'aws-cli/2',
  eventID: 'e-1',
  readOnly: true,
  eventType: 'AwsApiCall',
  managementEvent: true,
  recipientAccountId: '111122223333',
  eventCategory: 'Management',
  ...changes,
});

const stores: CloudTrailStore[] = [];

function lake(options: { log?: RecordLog; deliveryDelay?: number } = {}) {
  const clock = new VirtualClock({ ticking: false, now: START });
  const store = new CloudTrailStore({ log: memoryRecordLog(), timeline: clock, ...options });
  stores.push(store);
  const service = new CloudTrailService({
    store,
    timeline: clock,
    eventDataStoreId: STORE,
    region: 'eu-west-1',
    accountId: '222233334444',
  });
  const call = (operation: string, input: Record<string, unknown> = {}) => service.call({ operation, input });
  const start = async (sql: string) => String((await call('StartQuery', { QueryStatement: sql }))['QueryId']);
  const query = async (sql: string) => {
    const QueryId = await start(sql);
    await clock.advance(1_000);
    return call('GetQueryResults', { QueryId });
  };
  const rows = async (sql: string) => (await query(sql))['QueryResultRows'];
  return { clock, store, service, call, start, query, rows };
}

afterAll(async () => {
  await Promise.all(stores.map((store) => store.close()));
});

describe('CloudTrail Lake on the laptop', () => {
  it('queues, runs and finishes a query as time goes by', async () => {
    const { call, clock, start } = lake();
    const QueryId = await start(`SELECT count(*) AS n FROM ${STORE}`);
    const status = async () => (await call('DescribeQuery', { QueryId }))['QueryStatus'];

    expect(await status()).toBe('QUEUED');
    expect(await call('GetQueryResults', { QueryId })).toEqual({ QueryStatus: 'QUEUED' });
    await clock.advance(100);
    expect(await status()).toBe('RUNNING');
    await clock.advance(300);
    expect(await status()).toBe('FINISHED');
    expect(await call('GetQueryResults', { QueryId })).toMatchObject({ QueryResultRows: [[{ n: '0' }]] });
  });

  it('answers with rows of single-entry maps of strings, named as the query names them', async () => {
    const { store, rows } = lake();
    await store.append([
      event({
        requestParameters: { maxResults: 5, deep: { a: 1 } },
        resources: [{ accountId: '1', type: 'T', ARN: 'arn:x' }],
      }),
    ]);

    expect(
      await rows(
        `SELECT eventTime, userIdentity.principalid, userIdentity.sessionContext.sessionIssuer.userName AS role,
           userIdentity.onBehalfOf.userId, errorCode, readOnly, element_at(requestParameters, 'maxResults') AS most,
           requestParameters, resources, resources[1].arn AS arn
         FROM ${STORE}`,
      ),
    ).toEqual([
      [
        { eventTime: '2026-11-21 08:30:00.000' },
        { principalid: 'AROAEXAMPLE:ann.lee' },
        { role: 'AWSReservedSSO_Read_Only_0123456789abcdef' },
        { userId: '906700a1b2-0001' },
        { errorCode: '' },
        { readOnly: 'true' },
        { most: '5' },
        { requestParameters: '{maxResults=5, deep={"a":1}}' },
        { resources: '[{accountId=1, type=T, ARN=arn:x}]' },
        { arn: 'arn:x' },
      ],
    ]);
  });

  it('takes the underscore of LIKE for itself only when it is escaped', async () => {
    const { store, rows } = lake();
    const issued = (userName: string) => ({
      ...event().userIdentity,
      sessionContext: { sessionIssuer: { userName } },
    });
    await store.append([
      event({ eventID: 'exact', userIdentity: issued('AWSReservedSSO_Read_Only_0123') }),
      event({ eventID: 'other', userIdentity: issued('AWSReservedSSO_ReadXOnly_0123') }),
    ]);

    const like = String.raw`userIdentity.sessionContext.sessionIssuer.userName LIKE 'AWSReservedSSO\_Read\_Only\_%' ESCAPE '\'`;
    expect(await rows(`SELECT eventID FROM ${STORE} WHERE ${like}`)).toEqual([[{ eventID: 'exact' }]]);
  });

  it('compares times with text, orders and limits', async () => {
    const { store, rows } = lake();
    await store.append(
      ['08:10:00', '08:30:00', '08:20:00', '08:40:00'].map((at) =>
        event({ eventID: at, eventTime: `2026-11-21T${at}Z` }),
      ),
    );

    const where = `eventTime >= '2026-11-21 08:10:01' AND eventTime < '2026-11-21 08:40:00'`;
    expect(await rows(`SELECT eventID FROM ${STORE} WHERE ${where} ORDER BY eventTime DESC LIMIT 1`)).toEqual(
      [[{ eventID: '08:30:00' }]],
    );
    expect(
      await rows(`SELECT date_trunc('hour', eventTime) AS h, count(*) AS n FROM ${STORE} GROUP BY 1`),
    ).toEqual([[{ h: '2026-11-21 08:00:00.000' }, { n: '4' }]]);
  });

  it('shows an event of the future once the clock is there, after the delay of delivery', async () => {
    const { store, clock, rows } = lake({ deliveryDelay: 60_000 });
    const sql = `SELECT eventID FROM ${STORE}`;
    expect(await rows(sql)).toEqual([]);
    await store.append([event({ eventTime: '2026-11-21T09:30:00Z' })]);

    await clock.advanceTo(Date.parse('2026-11-21T09:30:30Z'));
    expect(await rows(sql)).toEqual([]);
    await clock.advanceTo(Date.parse('2026-11-21T09:31:00Z'));
    expect(await rows(sql)).toEqual([[{ eventID: 'e-1' }]]);
    expect(await rows(sql)).toHaveLength(1);
  });

  it('refuses a record that is none', async () => {
    const { store, rows } = lake();

    await expect(store.append([{ ...event(), eventTime: 'yesterday' }])).rejects.toMatchObject({
      name: 'ZodError',
    });
    expect(await rows(`SELECT eventID FROM ${STORE}`)).toEqual([]);
  });

  describe('does not start', () => {
    it.each([
      ['nonsense', `SELEC eventID FROM ${STORE}`],
      ['two statements', `SELECT 1 FROM ${STORE}; SELECT 2 FROM ${STORE}`],
      ['a hidden second statement', `SELECT 1 FROM ${STORE}; DROP TABLE event_data_store`],
      ['COPY', `COPY (SELECT * FROM ${STORE}) TO '/tmp/out.csv'`],
      ['ATTACH', `ATTACH '/tmp/x.db' AS ${STORE}`],
      ['SET', `SET enable_external_access = true -- FROM ${STORE}`],
      ['INSTALL', 'INSTALL httpfs'],
      ['PRAGMA', 'PRAGMA database_list'],
      ['DESCRIBE', `DESCRIBE SELECT * FROM ${STORE}`],
      ['EXPLAIN', `EXPLAIN SELECT * FROM ${STORE}`],
      ['DELETE', `DELETE FROM ${STORE}`],
      ['DELETE after WITH', `WITH x AS (SELECT 1) DELETE FROM ${STORE}`],
      ['a query of nothing', 'SELECT 1'],
      ['the name of the table inside', 'SELECT * FROM event_data_store'],
      ['the store only in a text', `SELECT ' FROM ${STORE} '`],
      ['the store only in a comment', `SELECT 1 /* FROM ${STORE} */`],
      ['an empty text', ' '],
    ])('%s', async (_, sql) => {
      const { start } = lake();

      await expect(start(sql)).rejects.toMatchObject({ name: 'InvalidQueryStatementException', status: 400 });
    });

    it('a query of an unknown store', async () => {
      const { start } = lake();

      await expect(start('SELECT 1 FROM 00000000-0000-0000-0000-000000000000')).rejects.toMatchObject({
        name: 'EventDataStoreNotFoundException',
      });
    });

    it('a query without text', async () => {
      await expect(lake().call('StartQuery', {})).rejects.toMatchObject({
        name: 'InvalidParameterException',
      });
    });

    it('an eleventh query at once', async () => {
      const { start, clock } = lake();
      const sql = `SELECT 1 FROM ${STORE}`;
      for (let index = 0; index < 10; index += 1) await start(sql);

      await expect(start(sql)).rejects.toMatchObject({ name: 'MaxConcurrentQueriesException' });
      await clock.advance(1_000);
      await expect(start(sql)).resolves.toEqual(expect.any(String));
    });
  });

  describe('fails, with the reason,', () => {
    it.each([
      ['an unknown column', `SELECT nope FROM ${STORE}`, 'nope'],
      ['read_csv', `SELECT * FROM ${STORE}, read_csv('/etc/passwd')`, 'disabled by configuration'],
      [
        'read_text',
        `SELECT (SELECT content FROM read_text('/etc/passwd')) FROM ${STORE}`,
        'disabled by configuration',
      ],
      ['a file as table', `SELECT * FROM ${STORE}, '/etc/passwd'`, 'does not exist'],
      [
        'a file on the network',
        `SELECT * FROM ${STORE}, 'https://example.com/x.parquet'`,
        'disabled by configuration',
      ],
    ])('%s', async (_, sql, reason) => {
      const { query } = lake();

      expect(await query(sql)).toEqual({
        QueryStatus: 'FAILED',
        ErrorMessage: expect.stringContaining(reason),
      });
    });
  });

  describe('gives results in pages', () => {
    const many = async () => {
      const { store, call, clock, start } = lake();
      await store.append(Array.from({ length: 5 }, (_, index) => event({ eventID: `e-${index}` })));
      const QueryId = await start(`SELECT eventID FROM ${STORE} ORDER BY eventID`);
      await clock.advance(1_000);
      return {
        page: (input: Record<string, unknown>) => call('GetQueryResults', { QueryId, ...input }),
        start,
        clock,
      };
    };

    it('until there are no more', async () => {
      const { page } = await many();
      const seen: unknown[] = [];
      let NextToken: unknown;
      do {
        const answer = await page({ MaxQueryResults: 2, ...(NextToken !== undefined && { NextToken }) });
        seen.push(answer['QueryResultRows']);
        expect(answer['QueryStatistics']).toMatchObject({ TotalResultsCount: 5 });
        NextToken = answer['NextToken'];
      } while (NextToken !== undefined);

      expect(seen.flat().flat()).toEqual([0, 1, 2, 3, 4].map((index) => ({ eventID: `e-${index}` })));
      expect(seen).toHaveLength(3);
    });

    it('but not for a foreign token or a wrong size', async () => {
      const { page } = await many();

      await expect(page({ NextToken: 'abcd' })).rejects.toMatchObject({ name: 'InvalidNextTokenException' });
      await expect(page({ MaxQueryResults: 0 })).rejects.toMatchObject({
        name: 'InvalidMaxResultsException',
      });
      await expect(page({ MaxQueryResults: 1001 })).rejects.toMatchObject({
        name: 'InvalidMaxResultsException',
      });
    });
  });

  it('cancels what has not ended, once', async () => {
    const { call, clock, start } = lake();
    const QueryId = await start(`SELECT 1 FROM ${STORE}`);

    expect(await call('CancelQuery', { QueryId })).toEqual({ QueryId, QueryStatus: 'CANCELLED' });
    await expect(call('CancelQuery', { QueryId })).rejects.toMatchObject({ name: 'InactiveQueryException' });
    await clock.advance(1_000);
    expect(await call('GetQueryResults', { QueryId })).toEqual({ QueryStatus: 'CANCELLED' });
  });

  it('cancels a query while DuckDB works on it', async () => {
    const { call, clock, start } = lake();
    const endless = `SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE a.range * b.range = 3 AND EXISTS (SELECT 1 FROM ${STORE}) IS NOT NULL`;
    const QueryId = await start(endless);
    const moved = clock.advance(1_000);
    while ((await call('DescribeQuery', { QueryId }))['QueryStatus'] !== 'RUNNING')
      await new Promise((resolve) => setImmediate(resolve));
    await call('CancelQuery', { QueryId });
    await moved;

    expect(await call('GetQueryResults', { QueryId })).toEqual({ QueryStatus: 'CANCELLED' });
  });

  it('names unknown queries and operations', async () => {
    const { call } = lake();
    const QueryId = '00000000-0000-0000-0000-000000000000';

    await expect(call('GetQueryResults', { QueryId })).rejects.toMatchObject({
      name: 'QueryIdNotFoundException',
    });
    await expect(call('DescribeQuery', {})).rejects.toMatchObject({ name: 'InvalidParameterException' });
    await expect(call('LookupEvents', {})).rejects.toMatchObject({ name: 'UnknownOperationException' });
  });

  it('knows its one event data store by ARN and by id', async () => {
    const { call, service } = lake();
    const EventDataStoreArn = `arn:aws:cloudtrail:eu-west-1:222233334444:eventdatastore/${STORE}`;

    expect(service.eventDataStoreArn).toBe(EventDataStoreArn);
    expect(await call('ListEventDataStores')).toMatchObject({
      EventDataStores: [{ EventDataStoreArn, Status: 'ENABLED' }],
    });
    expect(await call('GetEventDataStore', { EventDataStore: STORE })).toMatchObject({ EventDataStoreArn });
    await expect(call('GetEventDataStore', { EventDataStore: 'other' })).rejects.toMatchObject({
      name: 'EventDataStoreNotFoundException',
    });
  });

  it('speaks with the SDK’s own client', async () => {
    const { service, store, clock } = lake();
    await store.append([event()]);
    const faults = new Faults({ section: memorySection() });
    const endpoint = await startEndpoint({ services: [service], faults, timeline: clock });
    const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
    const client = new CloudTrailClient({
      region: 'eu-west-1',
      endpoint: endpoint.url,
      credentials,
      maxAttempts: 1,
    });

    const { QueryId } = await client.send(
      new StartQueryCommand({ QueryStatement: `SELECT eventName FROM ${STORE}` }),
    );
    await clock.advance(1_000);
    const described = await client.send(new DescribeQueryCommand({ QueryId }));
    const results = await client.send(new GetQueryResultsCommand({ QueryId }));
    const listed = await client.send(new ListEventDataStoresCommand({}));
    const refused = client.send(new StartQueryCommand({ QueryStatement: 'DROP TABLE x' }));

    expect(described).toMatchObject({
      QueryStatus: 'FINISHED',
      QueryStatistics: { EventsMatched: 1, CreationTime: new Date(START) },
    });
    expect(results.QueryResultRows).toEqual([[{ eventName: 'DescribeInstances' }]]);
    expect(listed.EventDataStores).toHaveLength(1);
    await expect(refused).rejects.toMatchObject({ name: 'InvalidQueryStatementException' });
    client.destroy();
    await endpoint.close();
  });

  describe('in the state folder', () => {
    let folder: string;

    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'cloudtrail-'));
    });

    afterEach(() => rm(folder, { recursive: true }));

    it('keeps events over a restart, and leaves out one that was cut off', async () => {
      const path = join(folder, 'deep', 'events.jsonl');
      await lake({ log: fileRecordLog(path) }).store.append([event()]);
      await writeFile(path, `${await readFile(path, 'utf8')}{"eventVersion":"1.`);

      expect(await lake({ log: fileRecordLog(path) }).rows(`SELECT eventID FROM ${STORE}`)).toEqual([
        [{ eventID: 'e-1' }],
      ]);
    });

    it('names the line that is no event', async () => {
      const path = join(folder, 'events.jsonl');
      await writeFile(path, `${JSON.stringify(event())}\nnonsense\n`);

      await expect(lake({ log: fileRecordLog(path) }).start(`SELECT 1 FROM ${STORE}`)).rejects.toMatchObject({
        name: 'StateFolderError',
        message: expect.stringContaining('events.jsonl:2'),
      });
    });

    it('says so when the file cannot be read', async () => {
      await expect(fileRecordLog(folder).read()).rejects.toMatchObject({ name: 'StateFolderError' });
    });
  });
});
