import * as model from '@aws-sdk/client-athena';
import { z } from 'zod';
import type { Timeline } from '../../clock';
import type { RunningQuery } from '../cloudtrail/database';
import type { CloudTrailStore } from '../cloudtrail/events';
import { Queries, type Query, type QueryRules } from '../cloudtrail/queries';
import { codeOf, isSelect } from '../cloudtrail/statement';
import { TABLE } from '../cloudtrail/schema';
import type { Faults } from '../faults';
import { type EmulatedService, type ServiceCall, ServiceError } from '../service';
import { execution, invalid, results, ResultsInput } from './answers';

const StartInput = z.object({
  QueryString: z.string().min(1).max(262_144),
  ExecutionParameters: z.array(z.string().min(1).max(1_024)).min(1).optional(),
  WorkGroup: z.string().default('primary'),
  QueryExecutionContext: z.object({ Database: z.string().optional() }).optional(),
});
const QueryInput = z.object({ QueryExecutionId: z.string() });

type Answer = Record<string, unknown>;

const RULES: QueryRules = {
  atOnce: 20,
  tooMany: () =>
    new ServiceError('TooManyRequestsException', 'Too many queries at once.', 400, {
      Reason: 'CONCURRENT_QUERY_LIMIT_EXCEEDED',
    }),
  unknown: (id) => invalid(`QueryExecution ${id} was not found`),
  inactive: ({ id }) => invalid(`QueryExecution ${id} has ended`),
};

/** What the emulated Athena is made of. */
export type AthenaServiceOptions = {
  readonly store: CloudTrailStore;
  readonly timeline: Timeline;
  readonly workGroup: string;
  readonly database: string;
  /** The partition column whose value each query has to name. */
  readonly injectedColumn: string;
  /** `fail-operation` and `delay` of StartQueryExecution strike the query that it starts. */
  readonly faults?: Faults;
};

/** Athena with one workgroup over the log files of an organization trail; queries run in DuckDB, with their parameters. */
export class AthenaService implements EmulatedService {
  readonly name = 'athena';
  readonly protocol = 'json' as const;
  readonly target = 'AmazonAthena';
  readonly model = { ...model };
  readonly #options: AthenaServiceOptions;
  readonly #queries: Queries;

  constructor(options: AthenaServiceOptions) {
    this.#options = options;
    this.#queries = new Queries(options.timeline, RULES);
  }

  async call({ operation, input }: ServiceCall): Promise<Answer> {
    switch (operation) {
      case 'StartQueryExecution':
        return this.#start(parsed(StartInput, input));
      case 'GetQueryExecution':
        return execution(this.#query(input), this.#options);
      case 'GetQueryResults':
        return results(this.#query(input), parsed(ResultsInput, input));
      case 'StopQueryExecution':
        this.#queries.cancel(this.#query(input).id);
        return {};
      default:
        throw new ServiceError('UnknownOperationException', `${operation} is not offered on the laptop.`);
    }
  }

  async #start(input: z.output<typeof StartInput>): Promise<Answer> {
    const { workGroup, store, faults } = this.#options;
    if (input.WorkGroup !== workGroup) throw invalid(`WorkGroup ${input.WorkGroup} is not found.`);
    const code = codeOf(input.QueryString);
    if (!isSelect(code)) throw invalid('Only SELECT statements are offered on the laptop.');
    if (new RegExp(TABLE, 'i').test(code)) throw invalid(`Table ${TABLE} does not exist.`);
    const objection = await (await store.delivered()).objectionTo(input.QueryString);
    if (objection) throw invalid(objection);
    const failure = faults?.takeOperationFailure('StartQueryExecution');
    const run = () => {
      if (failure !== undefined) throw new Error(failure);
      return this.#run(input.QueryString, input.ExecutionParameters ?? []);
    };
    const delay = faults?.operationDelay('StartQueryExecution') ?? 0;
    return { QueryExecutionId: this.#queries.start(input.QueryString, async () => run(), delay).id };
  }

  /** Parameters are SQL themselves, as in Athena: what the caller did not quote is no text. */
  async #run(sql: string, parameters: readonly string[]): Promise<RunningQuery> {
    const { injectedColumn } = this.#options;
    if (!new RegExp(`\\b${injectedColumn}"?\\s*=`, 'i').test(codeOf(sql)))
      throw new Error(
        `CONSTRAINT_VIOLATION: Injected projected partition column ${injectedColumn} must have only (and at least one) equality conditions in the WHERE clause!`,
      );
    const database = await this.#options.store.delivered();
    if (parameters.length === 0) return database.start(sql);
    const execute = `EXECUTE query(${parameters.join(', ')})`;
    const objection = await database.objectionTo(execute, 'EXECUTE');
    if (objection) throw new Error(`SYNTAX_ERROR: ${objection}`);
    return database.start(execute, [`PREPARE query AS ${sql}`]);
  }

  #query(input: Answer): Query {
    return this.#queries.get(parsed(QueryInput, input).QueryExecutionId);
  }
}

function parsed<T extends z.ZodType>(schema: T, input: Answer): z.output<T> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw invalid(result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '));
}
