import * as model from '@aws-sdk/client-cloudtrail';
import { z } from 'zod';
import type { Timeline } from '../../clock';
import { type EmulatedService, type ServiceCall, ServiceError } from '../service';
import type { CloudTrailStore } from './events';
import { Queries, type Query, type QueryRules } from './queries';
import { invalid, translate } from './statement';

const PAGE = 1000;

const StartQueryInput = z.object({ QueryStatement: z.string().optional() });
const QueryInput = z.object({ QueryId: z.string().optional() });
const ResultsInput = z.object({
  QueryId: z.string(),
  MaxQueryResults: z.number().int().optional(),
  NextToken: z.string().optional(),
});
const StoreInput = z.object({ EventDataStore: z.string() });

type Answer = Record<string, unknown>;

const RULES: QueryRules = {
  atOnce: 10,
  tooMany: (atOnce) =>
    new ServiceError('MaxConcurrentQueriesException', `At most ${atOnce} queries run at once.`),
  unknown: (id) => new ServiceError('QueryIdNotFoundException', `Query ${id} was not found.`),
  inactive: ({ id, status }) => new ServiceError('InactiveQueryException', `Query ${id} is ${status}.`),
};

/** What the emulated CloudTrail Lake is made of. */
export type CloudTrailServiceOptions = {
  readonly store: CloudTrailStore;
  readonly timeline: Timeline;
  /** The UUID that queries name after FROM. */
  readonly eventDataStoreId: string;
  readonly region: string;
  readonly accountId: string;
  /** @default 'aws' */
  readonly partition?: string;
};

/** CloudTrail Lake with one organization event data store; queries run in DuckDB. */
export class CloudTrailService implements EmulatedService {
  readonly name = 'cloudtrail';
  readonly protocol = 'json' as const;
  readonly target = 'CloudTrail_20131101';
  readonly model = { ...model };
  /** ARN of the event data store. */
  readonly eventDataStoreArn: string;
  readonly #options: CloudTrailServiceOptions;
  readonly #queries: Queries;
  readonly #createdAt: Date;

  constructor(options: CloudTrailServiceOptions) {
    const { partition = 'aws', region, accountId, eventDataStoreId } = options;
    this.eventDataStoreArn = `arn:${partition}:cloudtrail:${region}:${accountId}:eventdatastore/${eventDataStoreId}`;
    this.#options = options;
    this.#queries = new Queries(options.timeline, RULES);
    this.#createdAt = new Date(options.timeline.now());
  }

  async call({ operation, input }: ServiceCall): Promise<Answer> {
    switch (operation) {
      case 'StartQuery':
        return this.#startQuery(StartQueryInput.parse(input).QueryStatement);
      case 'DescribeQuery':
        return describe(this.#query(QueryInput.parse(input).QueryId));
      case 'GetQueryResults':
        return results(this.#query(ResultsInput.parse(input).QueryId), ResultsInput.parse(input));
      case 'CancelQuery':
        return this.#cancel(QueryInput.parse(input).QueryId);
      case 'ListEventDataStores':
        return { EventDataStores: [this.#describeStore()] };
      case 'GetEventDataStore':
        this.#checkStore(StoreInput.parse(input).EventDataStore);
        return { ...this.#describeStore(), BillingMode: 'EXTENDABLE_RETENTION_PRICING' };
      default:
        throw new ServiceError('UnknownOperationException', `${operation} is not offered on the laptop.`);
    }
  }

  async #startQuery(statement: string | undefined): Promise<Answer> {
    if (!statement) throw new ServiceError('InvalidParameterException', 'QueryStatement is required.');
    if (statement.length > 10_000) throw invalid('The query is longer than 10,000 characters.');
    const sql = translate(statement, this.#options.eventDataStoreId);
    const objection = await (await this.#options.store.delivered()).objectionTo(sql);
    if (objection) throw invalid(objection);
    const run = async () => (await this.#options.store.delivered()).start(sql);
    return { QueryId: this.#queries.start(statement, run).id };
  }

  #query(id: string | undefined): Query {
    if (id === undefined) throw new ServiceError('InvalidParameterException', 'QueryId is required.');
    return this.#queries.get(id);
  }

  #cancel(id: string | undefined): Answer {
    const query = this.#queries.cancel(this.#query(id).id);
    return { QueryId: query.id, QueryStatus: query.status };
  }

  #checkStore(named: string): void {
    const { eventDataStoreId } = this.#options;
    if (named === this.eventDataStoreArn || named === eventDataStoreId) return;
    throw new ServiceError('EventDataStoreNotFoundException', `Event data store ${named} was not found.`);
  }

  #describeStore(): Answer {
    return {
      EventDataStoreArn: this.eventDataStoreArn,
      Name: 'hourglass-organization-activity',
      Status: 'ENABLED',
      MultiRegionEnabled: true,
      OrganizationEnabled: true,
      RetentionPeriod: 366,
      TerminationProtectionEnabled: true,
      CreatedTimestamp: this.#createdAt,
      UpdatedTimestamp: this.#createdAt,
    };
  }
}

function describe(query: Query): Answer {
  return {
    QueryId: query.id,
    QueryString: query.statement,
    QueryStatus: query.status,
    QueryStatistics: {
      EventsMatched: query.answer?.rows.length ?? 0,
      EventsScanned: query.answer?.rows.length ?? 0,
      BytesScanned: bytesOf(query),
      ExecutionTimeInMillis: (query.finishedAt ?? query.createdAt) - query.createdAt,
      CreationTime: new Date(query.createdAt),
    },
    ...(query.errorMessage !== undefined && { ErrorMessage: query.errorMessage }),
  };
}

function results(query: Query, page: z.infer<typeof ResultsInput>): Answer {
  const size = page.MaxQueryResults ?? PAGE;
  if (size < 1 || size > PAGE) {
    throw new ServiceError('InvalidMaxResultsException', `MaxQueryResults must be from 1 to ${PAGE}.`);
  }
  if (query.errorMessage !== undefined)
    return { QueryStatus: query.status, ErrorMessage: query.errorMessage };
  if (query.status !== 'FINISHED' || !query.answer) return { QueryStatus: query.status };
  const { columns, rows } = query.answer;
  const from = offsetOf(page.NextToken, query);
  const shown = rows.slice(from, from + size);
  const next = from + shown.length;
  return {
    QueryStatus: query.status,
    QueryStatistics: {
      ResultsCount: shown.length,
      TotalResultsCount: rows.length,
      BytesScanned: bytesOf(query),
    },
    QueryResultRows: shown.map((row) => row.map((value, index) => ({ [columns[index] ?? '']: value }))),
    ...(next < rows.length && { NextToken: tokenOf(next, query) }),
  };
}

function tokenOf(offset: number, query: Query): string {
  return Buffer.from(`${query.id}:${offset}`).toString('base64url');
}

function offsetOf(token: string | undefined, query: Query): number {
  if (token === undefined) return 0;
  const [id, offset] = Buffer.from(token, 'base64url').toString('utf8').split(':');
  if (id === query.id && offset !== undefined && /^\d+$/.test(offset)) return Number(offset);
  throw new ServiceError('InvalidNextTokenException', 'The token is not one of this query.');
}

function bytesOf(query: Query): number {
  return (query.answer?.rows ?? []).reduce((sum, row) => sum + row.join('').length, 0);
}
