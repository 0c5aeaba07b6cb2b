import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { toIso } from '../core/model/instant';
import { AccessRequest } from '../core/model/request';
import type { RequestFilter } from '../core/ports/ledger';
import type { Row, Source } from './merged-page';
import { parseRecord } from './records';

/** A partition of the requests table or of one of its indexes that lists requests by the time of their creation. */
export type Partition = {
  readonly table: string;
  /** Absent: the table itself, whose rows only name requests. */
  readonly index?: { readonly name: string; readonly partition: string };
  readonly value: string;
};

/** Above every text that begins with a time. */
const TOP = '~';

/** Reads a partition downwards, within the filter's time. */
export function partitionSource(
  client: DynamoDBDocumentClient,
  { table, index, value }: Partition,
  filter: RequestFilter,
): Source<AccessRequest> {
  const low = filter.from === undefined ? '0' : toIso(filter.from);
  const top = filter.to === undefined ? TOP : toIso(filter.to);
  const sortKey = index ? 'created' : 'sk';
  return async (before, limit) => {
    const high = before !== undefined && before < top ? before : top;
    if (high < low) return { rows: [], more: false };
    const answer = await client.send(
      new QueryCommand({
        TableName: table,
        ...(index && { IndexName: index.name }),
        KeyConditionExpression: '#partition = :partition AND #sort BETWEEN :low AND :high',
        ExpressionAttributeNames: { '#partition': index?.partition ?? 'pk', '#sort': sortKey },
        ExpressionAttributeValues: { ':partition': value, ':low': low, ':high': high },
        ConsistentRead: index === undefined,
        ScanIndexForward: false,
        Limit: limit + 1, // BETWEEN includes the row before which this page begins
      }),
    );
    const rows = (answer.Items ?? []).map((item) => rowOf(item, sortKey)).filter((row) => row.key !== before);
    return { rows, more: answer.LastEvaluatedKey !== undefined };
  };
}

function rowOf(item: Readonly<Record<string, unknown>>, sortKey: string): Row<AccessRequest> {
  const key = String(item[sortKey]);
  return item.record === undefined
    ? { key }
    : { key, value: parseRecord(AccessRequest, item.record, `request ${key}`) };
}
