import { z } from 'zod';
import type { Query } from '../cloudtrail/queries';
import { ServiceError } from '../service';

const PAGE = 1_000;

export const ResultsInput = z.object({
  QueryExecutionId: z.string(),
  MaxResults: z.number().int().min(1).max(PAGE).default(PAGE),
  NextToken: z.string().optional(),
});

const STATES = {
  QUEUED: 'QUEUED',
  RUNNING: 'RUNNING',
  FINISHED: 'SUCCEEDED',
  FAILED: 'FAILED',
  CANCELLED: 'CANCELLED',
  TIMED_OUT: 'FAILED',
} as const;

/** GetQueryExecution. A query over the scan limit counts as cancelled. */
export function execution(
  query: Query,
  { workGroup, database }: { readonly workGroup: string; readonly database: string },
): Record<string, unknown> {
  const reason = query.errorMessage;
  return {
    QueryExecution: {
      QueryExecutionId: query.id,
      Query: query.statement,
      StatementType: 'DML',
      WorkGroup: workGroup,
      QueryExecutionContext: { Database: database },
      Status: {
        State: reason?.startsWith('Bytes scanned limit') ? 'CANCELLED' : STATES[query.status],
        SubmissionDateTime: new Date(query.createdAt),
        ...(query.finishedAt !== undefined && { CompletionDateTime: new Date(query.finishedAt) }),
        ...(reason !== undefined && { StateChangeReason: reason }),
      },
      Statistics: {
        DataScannedInBytes: (query.answer?.rows ?? []).reduce((sum, row) => sum + row.join('').length, 0),
        TotalExecutionTimeInMillis: (query.finishedAt ?? query.createdAt) - query.createdAt,
      },
    },
  };
}

/** GetQueryResults: pages of rows, the names of the columns being the first. */
export function results(query: Query, page: z.output<typeof ResultsInput>): Record<string, unknown> {
  if (query.status === 'QUEUED' || query.status === 'RUNNING')
    throw invalid(`Query has not yet finished. Current state: ${query.status}`);
  if (!query.answer)
    throw invalid(`Query did not finish successfully. Final query state: ${STATES[query.status]}`);
  const columns = query.answer.columns.map((name) => name.toLowerCase());
  const rows = [columns, ...query.answer.rows];
  const from = offsetOf(page.NextToken, query);
  const next = from + page.MaxResults;
  return {
    ResultSet: {
      // A null is a datum without value.
      Rows: rows.slice(from, next).map((row) => ({
        Data: row.map((value) => (value === '' ? {} : { VarCharValue: value })),
      })),
      ResultSetMetadata: { ColumnInfo: columns.map((Name) => ({ Name, Type: 'varchar' })) },
    },
    ...(next < rows.length && { NextToken: `${query.id}:${next}` }),
  };
}

function offsetOf(token: string | undefined, query: Query): number {
  if (token === undefined) return 0;
  const [id, offset] = token.split(':');
  if (id === query.id && offset !== undefined && /^\d+$/.test(offset)) return Number(offset);
  throw invalid('The token is not one of this query.');
}

/** Athena's refusal of an input. */
export function invalid(message: string): ServiceError {
  return new ServiceError('InvalidRequestException', message, 400, { AthenaErrorCode: 'INVALID_INPUT' });
}
