import fc from 'fast-check';
import { athenaSql } from '../../aws/athena-sql';
import { quoted } from '../../aws/activity-sql';
import { lakeSql } from '../../aws/lake-sql';
import { DAY, HOUR, MINUTE } from '../../core/model/instant';
import type { Activity, ActivityEvent, ActivityQuery } from '../../core/ports/activity';
import type { CloudTrailRecord } from '../../local/aws/cloudtrail/record';
import { FakeActivity, START } from '../support/fakes';
import {
  answerTo,
  athenaBench,
  begun,
  event,
  identity,
  lakeBench,
  query,
  recordOf,
  type SqlBench,
  TRAIL,
} from './support/activity-bench';
import { type Backend, onEach } from './support/ledger-bench';

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

async function emulated(opening: Promise<SqlBench>): Promise<Bench> {
  const { activity, store, clock, close } = await opening;
  return {
    activity,
    happened: (...events) => store.append(events.map((one) => recordOf(one))),
    advance: (milliseconds) => clock.advance(milliseconds),
    close,
  };
}

const backends: readonly Backend<Bench>[] = [
  { name: 'the fake', open: async () => fake() },
  { name: 'CloudTrail Lake in DuckDB', open: () => emulated(lakeBench()) },
  { name: 'Athena in DuckDB', open: () => emulated(athenaBench()) },
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
    const id = await begun(activity);
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

  test('the newest event of an account is found alone, in its window', async () => {
    const { activity, happened, advance } = bench();
    const newest = event('e2', START + 2 * MINUTE);
    await happened(event('e1', START), newest, event('e3', START + HOUR));
    const begin = async (from: number, to: number) => {
      const start = await activity.startNewest({ accountId: query.accountId, from, to });
      return start.state === 'started' ? start.queryId : '';
    };
    const some = await begin(START, START + HOUR);
    const none = await begin(START + 3 * MINUTE, START + HOUR);
    await advance(5_000);
    expect(await activity.read(some)).toEqual({ state: 'finished', events: [newest], truncated: false });
    expect(await activity.read(none)).toEqual({ state: 'finished', events: [], truncated: false });
  });

  test('results are kept for some days', () => {
    expect(bench().activity.resultsKept).toBe(7 * DAY);
  });
});

describe.each([
  ['CloudTrail Lake', lakeBench],
  ['Athena', athenaBench],
] as const)('the SQL of %s, run in DuckDB,', (_, open) => {
  let bench: SqlBench;
  beforeEach(async () => {
    bench = await open();
  });
  afterEach(() => bench.close());

  async function idsOf(asked: ActivityQuery, ...records: CloudTrailRecord[]): Promise<string[]> {
    await bench.store.append(records);
    const state = await answerTo(bench, asked);
    if (state.state !== 'finished') throw new Error(JSON.stringify(state));
    return state.events.map((found) => found.id);
  }
  const of = (id: string, changes: Partial<CloudTrailRecord>) => recordOf(event(id), changes);

  test('finds the sessions of this person with this permission set in this account, and no others', async () => {
    const role = 'AWSReservedSSO_Read_Only_0123456789abcdef';
    const ids = await idsOf(
      query,
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

  test('finds the newest event of one account, whoever caused it', async () => {
    await bench.store.append([
      of('service', { userIdentity: { type: 'AWSService' } }),
      recordOf(event('other-account', START + 2 * MINUTE), { recipientAccountId: '999999999999' }),
    ]);
    const { accountId, from, to } = query;
    const begin = await bench.activity.startNewest({ accountId, from, to });
    await bench.clock.advance(5_000);
    const state = await bench.activity.read(begin.state === 'started' ? begin.queryId : '');
    expect(state).toMatchObject({ state: 'finished', events: [{ id: 'service' }] });
  });

  test('is not built from what is no account', async () => {
    const asked = { accountId: "1' OR '1'='1", from: query.from, to: query.to };
    await expect(bench.activity.startNewest(asked)).rejects.toThrow(
      expect.objectContaining({ name: 'UnsafeQueryValueError' }),
    );
  });

  test('finds events of every Region, and those that were delivered on the next day', async () => {
    const midnight = Date.parse('2026-11-22T00:00:00Z');
    await bench.clock.advanceTo(midnight + HOUR);
    const night = { ...query, from: midnight - HOUR, to: midnight };
    const late = recordOf(event('late', midnight - 1_000));
    const far = recordOf(event('far', midnight - 30 * MINUTE), { awsRegion: 'ap-southeast-2' });
    expect(await idsOf(night, far, late, recordOf(event('after', midnight)))).toEqual(['late', 'far']);
  });

  test('gives an event that was delivered twice once', async () => {
    expect(await idsOf(query, of('twice', {}), of('twice', {}))).toEqual(['twice']);
  });

  test('says when there is more than it gives', async () => {
    const records = Array.from({ length: 5_001 }, (_, n) => recordOf(event(`e${n}`, START + n * 500)));
    await bench.store.append(records);
    const state = await answerTo(bench);
    expect(state).toMatchObject({ state: 'finished', truncated: true });
    expect(state.state === 'finished' && state.events.length).toBe(5_000);
  });

  test('says that it has to wait when the service has too much to do', async () => {
    for (let running = 0; running < 20; running += 1) {
      const start = await bench.activity.start(query);
      if (start.state === 'refused') return expect(start.reason).toMatch(/Look again in a minute/);
    }
    expect(await bench.activity.start(query)).toMatchObject({
      state: 'refused',
      reason: expect.stringMatching(/Look again in a minute/),
    });
  });
});

describe('both services', () => {
  test('give the same answer for the same records', async () => {
    const records = [
      recordOf(event('plain')),
      recordOf(event('denied', START + 2_000, { errorCode: 'AccessDenied', errorMessage: 'No, "never"' })),
      recordOf(event('arn', START + 3_000, { readOnly: false }), {
        requestParameters: null,
        resources: [{ accountId: '1', type: 'AWS::KMS::Key', ARN: 'arn:aws:kms:eu-west-1:1:key/2' }],
      }),
      recordOf(event('bare', START + 4_000), { requestParameters: null }),
    ];
    const answers = [];
    for (const open of [lakeBench, athenaBench]) {
      const bench = await open();
      await bench.store.append(records);
      answers.push(await answerTo(bench));
      await bench.close();
    }
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[0]).toMatchObject({
      events: [
        { resource: 'a-bucket', errorCode: '' },
        { resource: '' },
        { resource: 'arn:aws:kms:eu-west-1:1:key/2', readOnly: false },
        { errorCode: 'AccessDenied', errorMessage: 'No, "never"' },
      ],
    });
  });
});

describe('Athena', () => {
  let bench: SqlBench;
  afterEach(() => bench.close());

  test('tells why a query failed', async () => {
    bench = await athenaBench();
    bench.endpoint.faults.add({
      kind: 'fail-operation',
      operation: 'StartQueryExecution',
      reason: 'HIVE_S3_ERROR',
    });
    expect(await answerTo(bench)).toEqual({ state: 'failed', reason: 'HIVE_S3_ERROR' });
  });

  test('tells that a query reached the scan limit, and who can raise it', async () => {
    bench = await athenaBench();
    const reason = 'Bytes scanned limit was exceeded';
    bench.endpoint.faults.add({ kind: 'fail-operation', operation: 'StartQueryExecution', reason });
    expect(await answerTo(bench)).toEqual({
      state: 'failed',
      reason: expect.stringMatching(/more of the trail than one look-up may.*administrator/),
    });
  });

  test('tells that there is no such workgroup, or no such table', async () => {
    bench = await athenaBench({ workGroup: 'none' });
    expect(await bench.activity.start(query)).toEqual({
      state: 'refused',
      reason: expect.stringContaining('WorkGroup none is not found'),
    });
    await bench.close();
    bench = await athenaBench({ table: 'none' });
    expect(await answerTo(bench)).toMatchObject({
      state: 'failed',
      reason: expect.stringContaining('does not exist'),
    });
  });

  test('tells that it is throttled, at the beginning and in between', async () => {
    bench = await athenaBench();
    const id = await begun(bench.activity);
    bench.endpoint.faults.add({ kind: 'throttle', service: 'athena' });
    expect(await bench.activity.start(query)).toMatchObject({
      state: 'refused',
      reason: expect.stringMatching(/Look again/),
    });
    expect(await bench.activity.read(id)).toMatchObject({
      state: 'failed',
      reason: expect.stringMatching(/Look again/),
    });
  });

  test('is not asked without the account: that would read the whole trail', async () => {
    bench = await athenaBench({ accountColumn: 'region' });
    expect(await answerTo(bench)).toMatchObject({
      state: 'failed',
      reason: expect.stringContaining('CONSTRAINT_VIOLATION'),
    });
  });
});

describe('what stands in a query', () => {
  const texts = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.constantFrom("'", "''", "' OR '1'='1", "x'; DROP TABLE t; --", '?', '%', '\\', '/* */', 'ann.lee'),
    fc.stringMatching(/^[\w+=,.@-]{1,40}$/),
  );
  const queries = fc.record({
    accountId: fc.oneof(texts, fc.constant(query.accountId)),
    permissionSetName: fc.oneof(texts, fc.constant(query.permissionSetName)),
    userId: fc.oneof(texts, fc.constant(query.userId)),
    userName: texts,
    from: fc.oneof(fc.double(), fc.nat()),
    to: fc.oneof(fc.double(), fc.nat()),
  });
  /** What is left of a statement when every literal is a question mark. */
  const shapeOf = (sql: string) => sql.replaceAll(/'(?:[^']|'')*'/g, '?');
  const refused = (error: unknown) => error instanceof Error && error.name === 'UnsafeQueryValueError';

  test('of Athena is the same text whatever the values are, and each parameter is one literal', () => {
    const { text } = athenaSql(TRAIL, query);
    fc.assert(
      fc.property(queries, (asked) => {
        try {
          const built = athenaSql(TRAIL, asked);
          expect(built.text).toBe(text);
          expect(built.parameters).toHaveLength(9);
          for (const parameter of built.parameters) expect(parameter).toMatch(/^'(?:[^']|'')*'$/);
        } catch (error) {
          if (!refused(error)) throw error;
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test('of CloudTrail Lake has the same structure whatever the values are', () => {
    const store = 'ee54f254-e519-4759-9b1c-0123456789ab';
    const structure = shapeOf(lakeSql(store, query));
    fc.assert(
      fc.property(queries, (asked) => {
        try {
          expect(shapeOf(lakeSql(store, asked))).toBe(structure);
        } catch (error) {
          if (!refused(error)) throw error;
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test('is the text itself once DuckDB has read the literal, whatever is in it', async () => {
    const bench = await athenaBench();
    const database = await bench.store.delivered();
    const readable = texts.filter((text) => !text.includes('\0') && !/\p{Cs}/u.test(text));
    await fc.assert(
      fc.asyncProperty(readable, async (text) => {
        const running = await database.start(`EXECUTE q(${quoted(text)})`, [
          'PREPARE q AS SELECT CAST(? AS VARCHAR)',
        ]);
        expect((await running.answer).rows).toEqual([[text]]);
      }),
      { numRuns: 100 },
    );
    await bench.close();
  });
});
