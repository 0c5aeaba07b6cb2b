import {
  createKey,
  getIndexActions,
  type AttributeDefinition,
  type Index,
  type Item,
  type Store,
  type Table,
  type Write,
} from 'dynalite/db';
import { z } from 'zod';
import { invalid } from './actions';
import { indexEntryKey, indexPrefix, itemPrefix, under } from './keyspace';
import { valuesOf } from './view';

const IndexName = z.string();
const Created = z.looseObject({
  IndexName,
  KeySchema: z
    .array(z.object({ AttributeName: z.string(), KeyType: z.string() }))
    .min(1)
    .max(2),
  Projection: z.object({
    ProjectionType: z.string().optional(),
    NonKeyAttributes: z.array(z.string()).optional(),
  }),
});

/** The changes of indexes that UpdateTable takes. */
export const IndexUpdates = z.array(
  z.object({
    Create: Created.optional(),
    Update: z.looseObject({ IndexName }).optional(),
    Delete: z.object({ IndexName }).optional(),
  }),
);

const BATCH = 500;
const FREE = { ReadCapacityUnits: 0, WriteCapacityUnits: 0, NumberOfDecreasesToday: 0 };

/** Adds and removes global secondary indexes, filling new ones from the items that are there. */
export async function changeIndexes(
  store: Store,
  table: Table,
  updates: z.infer<typeof IndexUpdates>,
  definitions: readonly AttributeDefinition[],
): Promise<Table> {
  let indexes = table.GlobalSecondaryIndexes ?? [];
  const added: Index[] = [];
  const attributes = merge(table.AttributeDefinitions, definitions);
  for (const { Create, Delete, Update } of updates) {
    const name = (Create ?? Delete ?? Update)?.IndexName;
    const exists = indexes.some((index) => index.IndexName === name);
    if (Create && exists) throw invalid(`Attempting to create an index which already exists: ${name}`);
    if (!Create && !exists) throw invalid(`The table does not have the specified index: ${name}`);
    if (Create) {
      refuseUndefined(Create.KeySchema, attributes);
      const index = describe(Create, table);
      indexes = [...indexes, index];
      added.push(index);
    }
    if (Delete) {
      indexes = indexes.filter((index) => index.IndexName !== name);
      await store.db.clear(under(indexPrefix('global', table.TableName, Delete.IndexName)));
    }
  }
  const { GlobalSecondaryIndexes: _, ...rest } = table;
  const changed: Table = {
    ...rest,
    AttributeDefinitions: used(attributes, [table, ...indexes, ...(table.LocalSecondaryIndexes ?? [])]),
    ...(indexes.length > 0 && { GlobalSecondaryIndexes: indexes }),
  };
  if (added.length > 0) await fill(store, changed, added);
  return changed;
}

async function fill(store: Store, table: Table, indexes: Index[]): Promise<void> {
  let writes: Write[] = [];
  for await (const item of valuesOf<Item>(store.db, under(itemPrefix(table.TableName)))) {
    const itemKey = createKey(item, table);
    const fitting = indexes.filter((index) => fits(item, index, table));
    for (const { index, key, item: entry } of getIndexActions(fitting, undefined, item, table).puts) {
      const prefix = indexPrefix('global', table.TableName, index);
      writes.push({ type: 'put', key: prefix + indexEntryKey(key, itemKey), value: entry });
    }
    if (writes.length >= BATCH) {
      await store.db.batch(writes);
      writes = [];
    }
  }
  if (writes.length > 0) await store.db.batch(writes);
}

/** As in DynamoDB, items whose key attributes have another type, or are empty, stay out of a new index. */
function fits(item: Item, index: Index, table: Table): boolean {
  return index.KeySchema.every(({ AttributeName: name }) => {
    const type =
      table.AttributeDefinitions.find(({ AttributeName }) => AttributeName === name)?.AttributeType ?? '';
    return Boolean(item[name]?.[type]);
  });
}

function describe(created: z.infer<typeof Created>, table: Table): Index {
  return {
    ...created,
    IndexStatus: 'ACTIVE',
    IndexArn: `${table.TableArn}/index/${created.IndexName}`,
    IndexSizeBytes: 0,
    ItemCount: 0,
    ProvisionedThroughput: FREE,
  };
}

function refuseUndefined(keys: Index['KeySchema'], attributes: readonly AttributeDefinition[]): void {
  for (const { AttributeName: name } of keys) {
    if (attributes.some(({ AttributeName }) => AttributeName === name)) continue;
    throw invalid(`Some index key attributes are not defined in AttributeDefinitions: ${name}`);
  }
}

function merge(
  held: readonly AttributeDefinition[],
  given: readonly AttributeDefinition[],
): AttributeDefinition[] {
  return [
    ...new Map([...held, ...given].map((definition) => [definition.AttributeName, definition])).values(),
  ];
}

function used(attributes: AttributeDefinition[], schemas: Pick<Index, 'KeySchema'>[]): AttributeDefinition[] {
  const names = new Set(
    schemas.flatMap(({ KeySchema }) => KeySchema.map(({ AttributeName }) => AttributeName)),
  );
  return attributes.filter(({ AttributeName }) => names.has(AttributeName));
}
