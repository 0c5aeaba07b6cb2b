import { copy } from './copy';
import { DAY } from '../../../core/model/instant';
import type {
  AccountEvents,
  Activity,
  ActivityEvent,
  ActivityQueries,
  ActivityQuery,
  ActivityQueryEntry,
  ActivityStart,
  ActivityState,
} from '../../../core/ports/activity';

/** Answers every query with the events that lie in its window. */
export class FakeActivity implements Activity {
  /** Queries in the order in which they began. */
  readonly queries: (ActivityQuery | AccountEvents)[] = [];
  events: ActivityEvent[] = [];
  truncated = false;
  /** While true, queries go on running. */
  running = false;
  /** The reason with which queries fail. */
  failure: string | undefined;
  /** The reason for which no query begins. */
  refusal: string | undefined;
  resultsKept = 7 * DAY;

  async start(query: ActivityQuery): Promise<ActivityStart> {
    return this.#start(query);
  }

  #start(query: ActivityQuery | AccountEvents): ActivityStart {
    if (this.refusal !== undefined) return { state: 'refused', reason: this.refusal };
    this.queries.push(query);
    return { state: 'started', queryId: `query-${this.queries.length}` };
  }

  async startNewest(query: AccountEvents): Promise<ActivityStart> {
    return this.#start(query);
  }

  async read(queryId: string): Promise<ActivityState> {
    const query = this.queries[Number(queryId.slice('query-'.length)) - 1];
    if (!query) return { state: 'failed', reason: 'There is no such query.' };
    if (this.running) return { state: 'running' };
    if (this.failure !== undefined) return { state: 'failed', reason: this.failure };
    const events = this.events
      .filter((event) => event.at >= query.from && event.at < query.to)
      .sort((a, b) => b.at - a.at);
    if (!('userId' in query)) return { state: 'finished', events: events.slice(0, 1), truncated: false };
    return { state: 'finished', events, truncated: this.truncated };
  }
}

/** Query ids in memory. */
export class FakeActivityQueries implements ActivityQueries {
  readonly #entries: ActivityQueryEntry[] = [];

  async save(entry: ActivityQueryEntry): Promise<void> {
    this.#entries.push(copy(entry));
  }

  async read(leaseId: string, queryId: string): Promise<ActivityQueryEntry | undefined> {
    return this.#entries.find((entry) => entry.leaseId === leaseId && entry.queryId === queryId);
  }

  async latest(leaseId: string): Promise<ActivityQueryEntry | undefined> {
    return this.#entries
      .filter((entry) => entry.leaseId === leaseId)
      .sort((a, b) => a.startedAt - b.startedAt)
      .at(-1);
  }
}
