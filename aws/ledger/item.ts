import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';

/** One write of a transaction, and the name of the record that it is about. */
export type LedgerItem = {
  readonly name: string;
  readonly write: NonNullable<TransactWriteCommandInput['TransactItems']>[number];
};

type Item = Readonly<Record<string, unknown>>;

/** Writes an item that must still be at the version that was read; `undefined`: must not exist. */
export function putVersioned(
  name: string,
  table: string,
  item: Item,
  before: number | undefined,
): LedgerItem {
  const Put = { TableName: table, Item: item };
  if (before === undefined) {
    const absent = {
      ConditionExpression: 'attribute_not_exists(#pk)',
      ExpressionAttributeNames: { '#pk': 'pk' },
    };
    return { name, write: { Put: { ...Put, ...absent } } };
  }
  const unchanged = {
    ConditionExpression: '#version = :before',
    ExpressionAttributeNames: { '#version': 'version' },
    ExpressionAttributeValues: { ':before': before },
  };
  return { name, write: { Put: { ...Put, ...unchanged } } };
}
