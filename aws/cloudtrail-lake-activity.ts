import {
  type CloudTrailClient,
  EventDataStoreNotFoundException,
  GetQueryResultsCommand,
  type GetQueryResultsCommandOutput,
  InactiveEventDataStoreException,
  MaxConcurrentQueriesException,
  QueryIdNotFoundException,
  StartQueryCommand,
} from '@aws-sdk/client-cloudtrail';
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
import { lakeNewestSql, lakeSql } from './lake-sql';
import { given } from './unexpected-answer-error';

const PAGE = 1_000;

/** CloudTrail events in an event data store of CloudTrail Lake. */
export class CloudTrailLakeActivity implements Activity {
  /** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/view-cloudtrail-lake-query-results.html */
  readonly resultsKept = 7 * DAY;

  constructor(
    private readonly client: CloudTrailClient,
    /** The UUID at the end of the event data store's ARN. */
    private readonly eventDataStoreId: string,
  ) {}

  async start(query: ActivityQuery): Promise<ActivityStart> {
    return this.#start(lakeSql(this.eventDataStoreId, query));
  }

  async startNewest(query: AccountEvents): Promise<ActivityStart> {
    return this.#start(lakeNewestSql(this.eventDataStoreId, query));
  }

  async #start(QueryStatement: string): Promise<ActivityStart> {
    try {
      const { QueryId } = await this.client.send(new StartQueryCommand({ QueryStatement }));
      return { state: 'started', queryId: given(QueryId, 'QueryId') };
    } catch (error) {
      return { state: 'refused', reason: told(error) };
    }
  }

  async read(queryId: string): Promise<ActivityState> {
    try {
      const first = await this.#page(queryId, undefined);
      const status = first.QueryStatus;
      if (status === 'QUEUED' || status === 'RUNNING') return { state: 'running' };
      if (status === 'FINISHED') return await this.#finished(queryId, first);
      return { state: 'failed', reason: first.ErrorMessage || `The query is ${status}.` };
    } catch (error) {
      if (!(error instanceof QueryIdNotFoundException)) throw error;
      return { state: 'failed', reason: 'CloudTrail no longer keeps the results of this query.' };
    }
  }

  async #finished(queryId: string, first: GetQueryResultsCommandOutput): Promise<ActivityState> {
    const rows: ResultRow[] = [...(first.QueryResultRows ?? [])];
    for (let token = first.NextToken; token; ) {
      const page = await this.#page(queryId, token);
      rows.push(...(page.QueryResultRows ?? []));
      token = page.NextToken;
    }
    const events = eventsOf(rows.slice(0, MAX_EVENTS));
    return { state: 'finished', events, truncated: rows.length > MAX_EVENTS };
  }

  #page(QueryId: string, NextToken: string | undefined): Promise<GetQueryResultsCommandOutput> {
    return this.client.send(new GetQueryResultsCommand({ QueryId, NextToken, MaxQueryResults: PAGE }));
  }
}

/** A sentence about what an installation can be at fault for, or what passes by itself. Throws everything else. */
function told(error: unknown): string {
  if (error instanceof MaxConcurrentQueriesException)
    return 'CloudTrail Lake runs as many queries as it can at the moment. Look again in a minute.';
  if (error instanceof EventDataStoreNotFoundException || error instanceof InactiveEventDataStoreException)
    return `The event data store of this installation cannot be asked: ${error.message}`;
  throw error;
}
