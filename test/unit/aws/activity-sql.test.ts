import { athenaNewestSql, athenaSql } from '../../../aws/athena-sql';
import { lakeNewestSql, lakeSql } from '../../../aws/lake-sql';
import { eventsOf, type ResultRow } from '../../../aws/activity-rows';
import { START } from '../../support/fakes';

const STORE = 'ee54f254-e519-4759-9b1c-0123456789ab';
const query = {
  accountId: '111122223333',
  permissionSetName: 'Read_Only',
  userId: '906700a1b2-0001',
  userName: 'ann_lee',
  from: START,
  to: START + 1_500,
};

const TRAIL = {
  database: 'trails',
  table: 'organization_trail',
  accountColumn: 'account',
  dayColumn: 'day',
};

describe('the SQL of a lease for Athena', () => {
  test('reads the folders of the account and the days alone, and binds every value', () => {
    expect(athenaSql(TRAIL, query)).toEqual({
      text: [
        'SELECT eventID, eventTime, eventSource, eventName, awsRegion, sourceIPAddress, errorCode, errorMessage, readOnly, resources, requestParameters',
        'FROM "trails"."organization_trail"',
        'WHERE "account" = ?',
        'AND "day" BETWEEN ? AND ?',
        'AND from_iso8601_timestamp(eventTime) >= from_iso8601_timestamp(?)',
        'AND from_iso8601_timestamp(eventTime) < from_iso8601_timestamp(?)',
        'AND recipientAccountId = ?',
        "AND userIdentity.sessionContext.sessionIssuer.userName LIKE ? ESCAPE '\\'",
        "AND (userIdentity.principalId LIKE ? ESCAPE '\\'",
        'OR userIdentity.onBehalfOf.userId = ?)',
        'ORDER BY eventTime DESC',
        'LIMIT 5001',
      ].join('\n'),
      parameters: [
        "'111122223333'",
        "'2026/11/21'",
        "'2026/11/22'",
        "'2026-11-21T09:00:00.000Z'",
        "'2026-11-21T09:00:01.500Z'",
        "'111122223333'",
        "'AWSReservedSSO\\_Read\\_Only\\_________________'",
        "'%:ann\\_lee'",
        "'906700a1b2-0001'",
      ],
    });
  });

  test.each([
    ['database', { database: 'a"; DROP TABLE x' }],
    ['table', { table: 'Trail' }],
    ['accountColumn', { accountColumn: '' }],
    ['dayColumn', { dayColumn: 'day" = \'\' OR "x' }],
  ])('is not built when %s is no plain name', (field, changes) => {
    expect(() => athenaSql({ ...TRAIL, ...changes }, query)).toThrow(
      expect.objectContaining({ name: 'UnsafeQueryValueError', message: expect.stringContaining(field) }),
    );
  });
});

describe('the SQL of the newest event of an account', () => {
  const { accountId, from, to } = query;
  const columns =
    'SELECT eventID, eventTime, eventSource, eventName, awsRegion, sourceIPAddress, errorCode, errorMessage, readOnly, resources, requestParameters';

  test('reads for Athena the folders of the account and the days alone', () => {
    expect(athenaNewestSql(TRAIL, { accountId, from, to })).toEqual({
      text: [
        columns,
        'FROM "trails"."organization_trail"',
        'WHERE "account" = ?',
        'AND "day" BETWEEN ? AND ?',
        'AND from_iso8601_timestamp(eventTime) >= from_iso8601_timestamp(?)',
        'AND from_iso8601_timestamp(eventTime) < from_iso8601_timestamp(?)',
        'AND recipientAccountId = ?',
        'ORDER BY eventTime DESC',
        'LIMIT 1',
      ].join('\n'),
      parameters: [
        "'111122223333'",
        "'2026/11/21'",
        "'2026/11/22'",
        "'2026-11-21T09:00:00.000Z'",
        "'2026-11-21T09:00:01.500Z'",
        "'111122223333'",
      ],
    });
  });

  test('limits time and account for CloudTrail Lake', () => {
    expect(lakeNewestSql(STORE, { accountId, from, to })).toBe(
      [
        columns,
        `FROM ${STORE}`,
        "WHERE eventTime >= '2026-11-21 09:00:00.000' AND eventTime < '2026-11-21 09:00:01.500'",
        "AND recipientAccountId = '111122223333'",
        'ORDER BY eventTime DESC',
        'LIMIT 1',
      ].join('\n'),
    );
  });
});

describe('the SQL of a lease for CloudTrail Lake', () => {
  test('takes underscores literally and says times in UTC', () => {
    expect(lakeSql(STORE, query)).toBe(
      [
        'SELECT eventID, eventTime, eventSource, eventName, awsRegion, sourceIPAddress, errorCode, errorMessage, readOnly, resources, requestParameters',
        `FROM ${STORE}`,
        "WHERE eventTime >= '2026-11-21 09:00:00.000' AND eventTime < '2026-11-21 09:00:01.500'",
        "AND recipientAccountId = '111122223333'",
        "AND userIdentity.sessionContext.sessionIssuer.userName LIKE 'AWSReservedSSO\\_Read\\_Only\\_________________' ESCAPE '\\'",
        "AND (userIdentity.principalId LIKE '%:ann\\_lee' ESCAPE '\\'",
        "OR userIdentity.onBehalfOf.userId = '906700a1b2-0001')",
        'ORDER BY eventTime DESC',
        'LIMIT 5001',
      ].join('\n'),
    );
  });

  test.each([
    ['eventDataStoreId', {}, 'events; DROP TABLE x'],
    ['accountId', { accountId: "1' OR '1'='1" }, STORE],
    ['accountId', { accountId: '1111222233334' }, STORE],
    ['permissionSetName', { permissionSetName: "a' OR 1=1 --" }, STORE],
    ['permissionSetName', { permissionSetName: '%' }, STORE],
    ['userId', { userId: "x'" }, STORE],
    ['userId', { userId: '' }, STORE],
    ['userName', { userName: "o'brien" }, STORE],
    ['userName', { userName: 'a\\' }, STORE],
    ['userName', { userName: 'ann\n' }, STORE],
    ['from', { from: Number.NaN }, STORE],
    ['to', { to: 1e300 }, STORE],
  ])('is not built when %s could break out (%j)', (field, changes, store) => {
    expect(() => lakeSql(store, { ...query, ...changes })).toThrow(
      expect.objectContaining({ name: 'UnsafeQueryValueError', message: expect.stringContaining(field) }),
    );
  });
});

describe('a row of a result', () => {
  const row = (cells: Record<string, string>): ResultRow =>
    Object.entries({
      eventID: 'e1',
      eventTime: '2026-11-21 09:00:00.000',
      eventSource: 'kms.amazonaws.com',
      eventName: 'Decrypt',
      ...cells,
    }).map(([name, text]) => ({ [name]: text }));

  test.each([
    [
      { resources: '[{accountid=1, type=AWS::KMS::Key, arn=arn:aws:kms:eu-west-1:1:key/2}]' },
      'arn:aws:kms:eu-west-1:1:key/2',
    ],
    [{ resources: '', requestParameters: '{maxKeys=5, bucketName=my-bucket, prefix=x}' }, 'my-bucket'],
    [{ requestParameters: '{"roleName":"Ops","x":"y"}' }, 'Ops'],
    [{ requestParameters: '{nothingTelling=1}' }, ''],
    [{}, ''],
  ])('names the resource of %j', (cells, resource) => {
    expect(eventsOf([row(cells)])[0]?.resource).toBe(resource);
  });

  test('is read whatever the case of its columns, and null is nothing', () => {
    const [event] = eventsOf([
      row({ errorcode: 'null', ERRORMESSAGE: 'no', readonly: 'TRUE', awsregion: 'eu-west-1' }),
    ]);
    expect(event).toMatchObject({
      at: START,
      service: 'kms',
      errorCode: '',
      errorMessage: 'no',
      readOnly: true,
    });
  });

  test.each<Record<string, string>>([{ eventTime: 'yesterday' }, { eventTime: '' }, { eventID: '' }])(
    'that lacks what every event has is not passed over: %j',
    (cells) => {
      expect(() => eventsOf([row(cells)])).toThrow(expect.objectContaining({ name: 'CorruptRecordError' }));
    },
  );
});
