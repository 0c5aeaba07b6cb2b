import { AthenaService } from '../../../../local/aws/athena/athena-service';
import { trailView } from '../../../../local/aws/athena/trail-view';
import { CloudTrailStore } from '../../../../local/aws/cloudtrail/events';
import { memoryRecordLog } from '../../../../local/aws/cloudtrail/record-log';
import { Faults } from '../../../../local/aws/faults';
import { VirtualClock } from '../../../../local/clock';
import { START } from '../../../support/fakes';
import { event, recordOf } from '../../../contract/support/activity-bench';

const FROM = 'FROM trails.trail WHERE account =';

function athena() {
  const clock = new VirtualClock({ ticking: false, now: START + 3_600_000 });
  const store = new CloudTrailStore({
    log: memoryRecordLog(),
    timeline: clock,
    views: trailView('trails', 'trail'),
  });
  const faults = new Faults();
  const service = new AthenaService({
    store,
    timeline: clock,
    workGroup: 'activity',
    database: 'trails',
    injectedColumn: 'account',
    faults,
  });
  const call = (operation: string, input: Record<string, unknown>) => service.call({ operation, input });
  const start = async (QueryString: string, ...parameters: string[]) => {
    const ExecutionParameters = parameters.length > 0 ? parameters : undefined;
    const input = { QueryString, ExecutionParameters, WorkGroup: 'activity' };
    return { QueryExecutionId: (await call('StartQueryExecution', input)).QueryExecutionId };
  };
  const status = async (id: object) => {
    const { QueryExecution } = await call('GetQueryExecution', { ...id });
    return (QueryExecution as { Status: { State: string; StateChangeReason?: string } }).Status;
  };
  const ended = async (sql: string, ...parameters: string[]) => {
    const id = await start(sql, ...parameters);
    await clock.advance(1_000);
    return { id, ...(await status(id)) };
  };
  return { store, clock, faults, call, start, status, ended };
}

type Page = {
  ResultSet: { Rows: { Data: { VarCharValue?: string }[] }[]; ResultSetMetadata: unknown };
  NextToken?: string;
};

describe('the emulated Athena', () => {
  it('is queued, runs, and gives the names of the columns as the first row', async () => {
    const { store, clock, call, start, status } = athena();
    await store.append([recordOf(event('e1'))]);
    const id = await start(`SELECT eventID, errorCode ${FROM} ?`, "'111122223333'");
    expect((await status(id)).State).toBe('QUEUED');
    await expect(call('GetQueryResults', id)).rejects.toMatchObject({
      name: 'InvalidRequestException',
      message: 'Query has not yet finished. Current state: QUEUED',
    });
    await clock.advance(200);
    expect((await status(id)).State).toBe('RUNNING');
    await clock.advance(1_000);
    expect((await status(id)).State).toBe('SUCCEEDED');
    const { ResultSet } = (await call('GetQueryResults', id)) as Page;
    expect(ResultSet.Rows).toEqual([
      { Data: [{ VarCharValue: 'eventid' }, { VarCharValue: 'errorcode' }] },
      { Data: [{ VarCharValue: 'e1' }, {}] },
    ]);
  });

  it('shows records as a table over log files does', async () => {
    const { store, call, ended } = athena();
    const at = Date.parse('2026-11-20T23:57:30Z');
    await store.append([recordOf(event('e1', at), { requestParameters: { name: 'x', tags: { a: [1] } } })]);
    const columns = 'eventtime, readonly, requestparameters, account, region, "day"';
    const { id } = await ended(`SELECT ${columns} ${FROM} '111122223333'`);
    const { ResultSet } = (await call('GetQueryResults', id)) as Page;
    expect(ResultSet.Rows[1]?.Data.map(({ VarCharValue }) => VarCharValue)).toEqual([
      '2026-11-20T23:57:30Z',
      'true',
      '{"name":"x","tags":"{\\"a\\":[1]}"}',
      '111122223333',
      'eu-west-1',
      '2026/11/21',
    ]);
  });

  it('gives results in pages, the names of the columns once', async () => {
    const { store, call, ended } = athena();
    await store.append(Array.from({ length: 4 }, (_, n) => recordOf(event(`e${n}`, START + n * 1_000))));
    const { id } = await ended(`SELECT eventID ${FROM} '111122223333' ORDER BY eventTime`);
    const seen: (string | undefined)[][] = [];
    let NextToken: string | undefined;
    do {
      const page = (await call('GetQueryResults', {
        ...id,
        MaxResults: 2,
        ...(NextToken && { NextToken }),
      })) as Page;
      seen.push(page.ResultSet.Rows.map(({ Data }) => Data[0]?.VarCharValue));
      NextToken = page.NextToken;
    } while (NextToken);
    expect(seen).toEqual([['eventid', 'e0'], ['e1', 'e2'], ['e3']]);
    await expect(call('GetQueryResults', { ...id, NextToken: 'x' })).rejects.toThrow('token');
    await expect(call('GetQueryResults', { ...id, MaxResults: 1_001 })).rejects.toThrow('MaxResults');
  });

  it.each([
    ['nonsense', 'SELEC 1'],
    ['two statements', `SELECT 1 ${FROM} ''; SELECT 2 ${FROM} ''`],
    ['DROP', 'DROP TABLE trails.trail'],
    ['COPY', "COPY (SELECT 1) TO '/tmp/out.csv'"],
    ['EXECUTE', 'EXECUTE query(1)'],
    ['the table behind the view', "SELECT 1 FROM event_data_store WHERE account = ''"],
  ])('does not start %s', async (_, sql) => {
    await expect(athena().start(sql)).rejects.toMatchObject({ name: 'InvalidRequestException' });
  });

  it.each([
    ['a text without quotes', ['ann'], /./],
    ['two values in one parameter', ["'a', 'b'"], /./],
    ['a second statement', ["'a'); DROP VIEW trails.trail; --"], /^SYNTAX_ERROR/],
    ['a query', ["(SELECT content FROM read_text('/etc/passwd'))"], /./],
    ['a value too many', ["'a'", "'b'"], /./],
    ['no value', [], /./],
  ])('fails for %s as a parameter', async (_, parameters, reason) => {
    const { ended } = athena();
    expect(await ended(`SELECT eventID ${FROM} ?`, ...parameters)).toMatchObject({
      State: 'FAILED',
      StateChangeReason: expect.stringMatching(reason),
    });
  });

  it('fails without a value for the account, which it makes the folder from', async () => {
    const { ended } = athena();
    expect(await ended('SELECT eventID FROM trails.trail')).toMatchObject({
      State: 'FAILED',
      StateChangeReason: expect.stringContaining('CONSTRAINT_VIOLATION'),
    });
  });

  it('fails, is cancelled at the scan limit, or takes longer when told so', async () => {
    const { faults, ended } = athena();
    const sql = `SELECT eventID ${FROM} ''`;
    const operation = 'StartQueryExecution';
    faults.add({ kind: 'fail-operation', operation, times: 1, reason: 'Bytes scanned limit was exceeded' });
    expect(await ended(sql)).toMatchObject({ State: 'CANCELLED' });
    faults.add({ kind: 'fail-operation', operation, times: 1 });
    expect(await ended(sql)).toMatchObject({ State: 'FAILED' });
    faults.add({ kind: 'delay', operation, times: 1, milliseconds: 60_000 });
    expect(await ended(sql)).toMatchObject({ State: 'RUNNING' });
    expect(await ended(sql)).toMatchObject({ State: 'SUCCEEDED' });
  });

  it('stops a query, once', async () => {
    const { call, start, status } = athena();
    const id = await start(`SELECT eventID ${FROM} ''`);
    await call('StopQueryExecution', id);
    expect((await status(id)).State).toBe('CANCELLED');
    await expect(call('StopQueryExecution', id)).rejects.toMatchObject({ name: 'InvalidRequestException' });
    await expect(call('GetQueryResults', id)).rejects.toThrow('Final query state: CANCELLED');
  });

  it('names unknown queries, workgroups and operations', async () => {
    const { call } = athena();
    await expect(call('GetQueryExecution', { QueryExecutionId: 'none' })).rejects.toMatchObject({
      name: 'InvalidRequestException',
    });
    await expect(call('StartQueryExecution', { QueryString: 'SELECT 1' })).rejects.toThrow(
      'WorkGroup primary is not found',
    );
    await expect(call('ListQueryExecutions', {})).rejects.toMatchObject({
      name: 'UnknownOperationException',
    });
  });
});
