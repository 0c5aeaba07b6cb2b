import { types } from 'node:util';
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { CREATE_TABLE, INSERT_RECORDS, rowOf } from './schema';
import { textOf } from './value-text';

const BATCH = 500;

/** The answer to a query: values as CloudTrail Lake writes them. */
export type QueryAnswer = {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
};

/** A query that runs: its answer, and a way to end it early. */
export type RunningQuery = { readonly answer: Promise<QueryAnswer>; interrupt(): void };

// Trino's functions that DuckDB lacks, or has under the same name with another result.
const TRINO_FUNCTIONS = [
  'CREATE MACRO element_at(held, "key") AS held["key"]',
  'CREATE MACRO json_extract_scalar(document, path) AS json_extract_string(document, path)',
  "CREATE MACRO to_iso8601(instant) AS strftime(instant, '%Y-%m-%dT%H:%M:%S.%gZ')",
  'CREATE MACRO from_iso8601_timestamp(written) AS CAST(written AS TIMESTAMP)',
];

/** Events in DuckDB, locked: a query reaches neither files nor the network, and changes no setting. */
export class ActivityDatabase {
  private constructor(
    private readonly instance: DuckDBInstance,
    private readonly writer: DuckDBConnection,
  ) {}

  /** Opens an empty one; `views` are made over its table. */
  static async open(views: readonly string[] = []): Promise<ActivityDatabase> {
    const { DuckDBInstance } = await import('@duckdb/node-api');
    const instance = await DuckDBInstance.create(':memory:', {
      threads: '1',
      memory_limit: '512MB',
      enable_external_access: 'false',
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      lock_configuration: 'true',
    });
    const writer = await instance.connect();
    for (const statement of [CREATE_TABLE, ...TRINO_FUNCTIONS, ...views]) await writer.run(statement);
    return new ActivityDatabase(instance, writer);
  }

  async insert(records: readonly Readonly<Record<string, unknown>>[]): Promise<void> {
    for (let from = 0; from < records.length; from += BATCH) {
      await this.writer.run(INSERT_RECORDS, [JSON.stringify(records.slice(from, from + BATCH).map(rowOf))]);
    }
  }

  /** The parser's objection to `sql`, if it is not exactly one SELECT, or not exactly one EXECUTE where that is asked for. */
  async objectionTo(sql: string, kind: 'SELECT' | 'EXECUTE' = 'SELECT'): Promise<string | undefined> {
    const { StatementType } = await import('@duckdb/node-api');
    try {
      const statements = await this.writer.extractStatements(sql);
      if (statements.count !== 1) return 'Exactly one statement is allowed.';
      const { statementType } = await statements.prepare(0);
      return statementType === StatementType[kind] ? undefined : `Only ${kind} statements are allowed.`;
    } catch (error) {
      if (!types.isNativeError(error)) throw error;
      // Names and types are looked at when the query runs, as in CloudTrail Lake.
      return /Parser Error/.test(error.message) ? error.message : undefined;
    }
  }

  /** Runs `sql`, on a connection of its own; `prepared` are statements that run on it before. */
  async start(sql: string, prepared: readonly string[] = []): Promise<RunningQuery> {
    const connection = await this.instance.connect();
    const answer = async () => {
      try {
        for (const statement of prepared) await connection.run(statement);
        const reader = await connection.runAndReadAll(sql);
        return { columns: reader.columnNames(), rows: reader.getRows().map((row) => row.map(textOf)) };
      } finally {
        connection.closeSync();
      }
    };
    return { answer: answer(), interrupt: () => connection.interrupt() };
  }

  close(): void {
    this.writer.closeSync();
    this.instance.closeSync();
  }
}
