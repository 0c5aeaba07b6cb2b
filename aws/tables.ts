import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  ResourceInUseException,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import {
  type KeyAttribute,
  type TableName,
  type TableNames,
  TABLES,
  type TableShape,
} from '../core/contract/tables';

const NAMES: readonly TableName[] = ['requests', 'assignments', 'policies', 'directory', 'audit'];

/** Names of the five tables with a common prefix. */
export function tableNames(prefix: string): TableNames {
  return {
    requests: `${prefix}requests`,
    assignments: `${prefix}assignments`,
    policies: `${prefix}policies`,
    directory: `${prefix}directory`,
    audit: `${prefix}audit`,
  };
}

/** Creates those of the tables that do not exist yet, as the laptop and the tests need them. */
export async function createTables(client: DynamoDBClient, names: TableNames): Promise<void> {
  await Promise.all(NAMES.map((table) => createTable(client, names[table], TABLES[table])));
}

async function createTable(client: DynamoDBClient, name: string, shape: TableShape): Promise<void> {
  try {
    await client.send(new CreateTableCommand(createTableInput(name, shape)));
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
  }
  await waitUntilTableExists({ client, maxWaitTime: 120, minDelay: 1, maxDelay: 5 }, { TableName: name });
  if (shape.timeToLive) await enableTimeToLive(client, name, shape.timeToLive);
}

async function enableTimeToLive(client: DynamoDBClient, name: string, attribute: string): Promise<void> {
  const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName: name }));
  if (TimeToLiveDescription?.TimeToLiveStatus !== 'DISABLED' && TimeToLiveDescription?.TimeToLiveStatus)
    return;
  await client.send(
    new UpdateTimeToLiveCommand({
      TableName: name,
      TimeToLiveSpecification: { AttributeName: attribute, Enabled: true },
    }),
  );
}

function createTableInput(name: string, shape: TableShape): CreateTableCommandInput {
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: attributes(shape),
    KeySchema: keySchema(shape),
    ...(shape.indexes.length > 0 && {
      GlobalSecondaryIndexes: shape.indexes.map((index) => ({
        IndexName: index.name,
        KeySchema: keySchema(index),
        Projection: { ProjectionType: index.projection },
      })),
    }),
    ...(shape.stream && { StreamSpecification: { StreamEnabled: true, StreamViewType: shape.stream } }),
  };
}

type Keys = { readonly partitionKey: KeyAttribute; readonly sortKey?: KeyAttribute };

function keySchema({ partitionKey, sortKey }: Keys): NonNullable<CreateTableCommandInput['KeySchema']> {
  const partition = { AttributeName: partitionKey.name, KeyType: 'HASH' as const };
  return sortKey ? [partition, { AttributeName: sortKey.name, KeyType: 'RANGE' as const }] : [partition];
}

function attributes(shape: TableShape): NonNullable<CreateTableCommandInput['AttributeDefinitions']> {
  const keys = [shape, ...shape.indexes].flatMap(({ partitionKey, sortKey }) =>
    sortKey ? [partitionKey, sortKey] : [partitionKey],
  );
  const types = new Map(keys.map((key) => [key.name, key.type]));
  return [...types].map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType }));
}
