import {
  type CloudTrailClient,
  GetQueryResultsCommand,
  type GetQueryResultsCommandOutput,
  QueryIdNotFoundException,
  StartQueryCommand,
} from '@aws-sdk/client-cloudtrail';
import type { Activity, ActivityQuery, ActivityState } from '../core/ports/activity';
import { eventsOf, type ResultRow } from './activity-rows';
import { activitySql, MAX_EVENTS } from './activity-sql';
import { given } from './unexpected-answer-error';

const PAGE = 1_000;

/** CloudTrail events in an event data store of CloudTrail Lake. */
export class CloudTrailLakeActivity implements Activity {
  constructor(
    private readonly client: CloudTrailClient,
    /** The UUID at the end of the event data store's ARN. */
    private readonly eventDataStoreId: string,
  ) {}

  async start(query: ActivityQuery): Promise<string> {
    const QueryStatement = activitySql(this.eventDataStoreId, query);
    const { QueryId } = await this.client.send(new StartQueryCommand({ QueryStatement }));
    return given(QueryId, 'QueryId');
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
