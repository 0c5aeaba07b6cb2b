import {
  type AthenaClient,
  GetQueryExecutionCommand,
  GetQueryResultsCommand,
  InvalidRequestException,
  type QueryExecutionStatus,
  type ResultSet,
  StartQueryExecutionCommand,
  TooManyRequestsException,
} from '@aws-sdk/client-athena';
import { types } from 'node:util';
import { DAY } from '../core/model/instant';
import type {
  AccountEvents,
  Activity,
  ActivityQuery,
  ActivityStart,
  ActivityState,
} from '../core/ports/activity';
import { eventsOf, type ResultRow } from './activity-rows';
import { MAX_EVENTS } from './activity-sql';
import { athenaNewestSql, type AthenaSql, athenaSql, type TrailTable } from './athena-sql';
import { given } from './unexpected-answer-error';

const PAGE = 1_000;

/** Where Athena is asked. */
export type AthenaSettings = TrailTable & {
  readonly workGroup: string;
  /** Days after which the workgroup's results are deleted. */
  readonly resultDays: number;
};

/** CloudTrail events in the bucket of an organization trail, looked up by Athena. */
export class AthenaActivity implements Activity {
  readonly resultsKept: number;

  constructor(
    private readonly client: AthenaClient,
    private readonly settings: AthenaSettings,
  ) {
    this.resultsKept = settings.resultDays * DAY;
  }

  async start(query: ActivityQuery): Promise<ActivityStart> {
    return this.#start(athenaSql(this.settings, query));
  }

  async startNewest(query: AccountEvents): Promise<ActivityStart> {
    return this.#start(athenaNewestSql(this.settings, query));
  }

  async #start({ text, parameters }: AthenaSql): Promise<ActivityStart> {
    const command = new StartQueryExecutionCommand({
      QueryString: text,
      ExecutionParameters: [...parameters],
      WorkGroup: this.settings.workGroup,
      QueryExecutionContext: { Database: this.settings.database },
    });
    try {
      const { QueryExecutionId } = await this.client.send(command);
      return { state: 'started', queryId: given(QueryExecutionId, 'QueryExecutionId') };
    } catch (error) {
      return { state: 'refused', reason: this.#told(error) };
    }
  }

  async read(queryId: string): Promise<ActivityState> {
    try {
      const command = new GetQueryExecutionCommand({ QueryExecutionId: queryId });
      const { QueryExecution } = await this.client.send(command);
      const status = given(QueryExecution?.Status, 'Status');
      if (status.State === 'QUEUED' || status.State === 'RUNNING') return { state: 'running' };
      if (status.State === 'SUCCEEDED') return await this.#finished(queryId);
      return { state: 'failed', reason: whyNot(status) };
    } catch (error) {
      if (error instanceof InvalidRequestException)
        return { state: 'failed', reason: 'Athena no longer keeps the results of this query.' };
      return { state: 'failed', reason: this.#told(error) };
    }
  }

  async #finished(queryId: string): Promise<ActivityState> {
    const rows: ResultRow[] = [];
    let token: string | undefined;
    do {
      const page = await this.#page(queryId, token);
      const found = rowsOf(given(page.ResultSet, 'ResultSet'));
      // The first row of the first page holds the names of the columns.
      rows.push(...(token === undefined ? found.slice(1) : found));
      token = page.NextToken;
    } while (token !== undefined);
    const events = eventsOf(rows.slice(0, MAX_EVENTS));
    return { state: 'finished', events, truncated: rows.length > MAX_EVENTS };
  }

  #page(QueryExecutionId: string, NextToken: string | undefined) {
    return this.client.send(new GetQueryResultsCommand({ QueryExecutionId, NextToken, MaxResults: PAGE }));
  }

  /** A sentence about what an installation can be at fault for, or what passes by itself. Throws everything else. */
  #told(error: unknown): string {
    if (error instanceof TooManyRequestsException)
      return 'Athena has too much to do at the moment. Look again in a minute.';
    if (error instanceof InvalidRequestException)
      return `Athena does not take the query in workgroup ${this.settings.workGroup}: ${error.message}`;
    if (types.isNativeError(error) && /^AccessDenied(Exception)?$/.test(error.name))
      return 'Hourglass may not read the trail: the role that it takes for this does not let it, or is not there.';
    throw error;
  }
}

/** Why a query ended without results. A query that read more than the workgroup allows is cancelled or has failed, by engine version. */
function whyNot({ State, StateChangeReason }: QueryExecutionStatus): string {
  if (/bytes scanned limit/i.test(StateChangeReason ?? ''))
    return 'The query would have read more of the trail than one look-up may. An administrator can raise the limit in the configuration.';
  return StateChangeReason || `The query is ${State}.`;
}

function rowsOf({ Rows = [], ResultSetMetadata }: ResultSet): ResultRow[] {
  const names = (ResultSetMetadata?.ColumnInfo ?? []).map(({ Name }) => given(Name, 'Name'));
  return Rows.map(({ Data = [] }) =>
    Data.map(({ VarCharValue = '' }, index) => ({ [given(names[index], 'Name')]: VarCharValue })),
  );
}
