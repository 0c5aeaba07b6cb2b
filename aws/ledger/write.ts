import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { LedgerItem } from './item';

/** Why nothing was written: names of records whose condition failed, and of those another transaction held. */
export type WriteFailure = { readonly stale: readonly string[]; readonly contended: readonly string[] };

/** Writes all items or none; answers what stood in the way, and throws everything else. */
export async function writeAll(
  client: DynamoDBDocumentClient,
  items: readonly LedgerItem[],
): Promise<WriteFailure | undefined> {
  try {
    await client.send(new TransactWriteCommand({ TransactItems: items.map((item) => item.write) }));
    return undefined;
  } catch (error) {
    const failure = failureOf(error, items);
    if (!failure) throw error;
    return failure;
  }
}

function failureOf(error: unknown, items: readonly LedgerItem[]): WriteFailure | undefined {
  if (!(error instanceof TransactionCanceledException)) return undefined;
  const codes = (error.CancellationReasons ?? []).map((reason) => reason.Code ?? 'None');
  const named = (code: string) => items.filter((_, index) => codes[index] === code).map((item) => item.name);
  const failure = { stale: named('ConditionalCheckFailed'), contended: named('TransactionConflict') };
  return failure.stale.length + failure.contended.length > 0 ? failure : undefined;
}
