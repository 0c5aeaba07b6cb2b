import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { documentClient } from '../../aws/clients';
import { migratePage, MovedItemError } from '../../aws/migrate-page';
import { createTables, tableNames } from '../../aws/tables';
import { type Migration, MIGRATIONS, migrated, type StoredItem } from '../../core/contract/migrations';
import { migrateTable } from '../../scripts/migrate/migrate-table';
import { startDynamo } from '../unit/local/aws/harness';

const names = tableNames('test-');
const key = (id: string) => ({ pk: `request#${id}`, sk: 'request' });

/** An invented one: `reason` has become `justification`. */
const RENAME: Migration = {
  name: 'reason is called justification',
  table: 'requests',
  change: (item) => {
    const { reason, ...record } = item.record as Record<string, unknown>;
    return reason === undefined ? undefined : { ...item, record: { ...record, justification: reason } };
  },
};
/** A second one, which needs the first. */
const SHORTEN: Migration = {
  name: 'a justification has no spaces around it',
  table: 'requests',
  change: (item) => {
    const record = item.record as { justification?: string };
    const trimmed = record.justification?.trim();
    return trimmed === record.justification
      ? undefined
      : { ...item, record: { ...record, justification: trimmed } };
  },
};

let dynamo: Awaited<ReturnType<typeof startDynamo>>;
let client: ReturnType<typeof documentClient>;

beforeEach(async () => {
  dynamo = await startDynamo();
  client = documentClient(dynamo.client);
  await createTables(dynamo.client, names);
});
afterEach(() => dynamo.close());

const put = (id: string, record: object) =>
  client.send(new PutCommand({ TableName: names.requests, Item: { ...key(id), record, status: 'kept' } }));
const read = async (id: string) =>
  (await client.send(new GetCommand({ TableName: names.requests, Key: key(id) }))).Item;
const run = (migrations: readonly Migration[], apply: boolean, from?: StoredItem) =>
  migrateTable(
    (after) =>
      migratePage(client, { table: 'requests', tableName: names.requests, migrations, apply, after }),
    () => undefined,
    from,
  );

describe('migrations of stored items', () => {
  it('bring old items into shape, one after the other, and leave new ones and what belongs to an item alone', async () => {
    await put('old', { id: 'old', reason: ' because ' });
    await put('new', { id: 'new', justification: 'so' });
    const counted = await run([RENAME, SHORTEN], false);
    expect(counted).toEqual({ seen: 2, did: { [RENAME.name]: 1, [SHORTEN.name]: 1 }, busy: 0 });
    expect(await read('old')).toMatchObject({ record: { reason: ' because ' } });

    expect(await run([RENAME, SHORTEN], true)).toEqual(counted);
    expect(await read('old')).toEqual({
      ...key('old'),
      status: 'kept',
      record: { id: 'old', justification: 'because' },
    });
    expect(await read('new')).toEqual({
      ...key('new'),
      status: 'kept',
      record: { id: 'new', justification: 'so' },
    });
  });

  it('do nothing the second time', async () => {
    await put('old', { id: 'old', reason: 'because' });
    await run([RENAME], true);
    expect(await run([RENAME], true)).toEqual({ seen: 1, did: {}, busy: 0 });
  });

  it('G11: an item that somebody changes at that moment is left to the next run', async () => {
    await put('old', { id: 'old', revision: 1, reason: 'because' });
    const page = await migratePage(
      interrupted(client, () => put('old', { id: 'old', revision: 2, reason: 'else' })),
      {
        table: 'requests',
        tableName: names.requests,
        migrations: [RENAME],
        apply: true,
      },
    );
    expect(page).toMatchObject({ busy: 1, did: {} });
    expect(await read('old')).toMatchObject({ record: { revision: 2, reason: 'else' } });
    await run([RENAME], true);
    expect(await read('old')).toMatchObject({ record: { revision: 2, justification: 'else' } });
  });

  it('refuse to move an item', async () => {
    await put('old', { id: 'old' });
    const moves: Migration = { ...RENAME, change: (item) => ({ ...item, pk: 'elsewhere' }) };
    await expect(run([moves], true)).rejects.toThrow(MovedItemError);
  });

  it('go over all pages, and go on from a key', async () => {
    const ids = Array.from({ length: 9 }, (_, at) => `r${at}`);
    await Promise.all(ids.map((id) => put(id, { id, reason: 'because' })));
    const places: StoredItem[] = [];
    const page = async (after: StoredItem | undefined) => {
      const done = await migratePage(client, {
        table: 'requests',
        tableName: names.requests,
        migrations: [RENAME],
        apply: false,
        after,
        pageSize: 4,
      });
      if (done.next) places.push(done.next);
      return done;
    };
    expect(await migrateTable(page, () => undefined)).toMatchObject({
      seen: 9,
      did: { [RENAME.name]: 9 },
    });
    expect(places).toHaveLength(2);
    expect(await run([RENAME], true, places[1])).toMatchObject({ seen: 1 });
  });
});

it('those that there are have names of their own and can be repeated', () => {
  expect(new Set(MIGRATIONS.map(({ name }) => name)).size).toBe(MIGRATIONS.length);
  expect(MIGRATIONS.map(({ table }) => table)).not.toContain('audit');
  expect(migrated({ pk: 'a' }, MIGRATIONS)).toEqual({ item: { pk: 'a' }, did: [] });
});

/** A client between whose reads and writes something happens. */
function interrupted(real: typeof client, happens: () => Promise<unknown>): typeof client {
  return new Proxy(real, {
    get: (target, name) =>
      name === 'send'
        ? async (command: unknown) => {
            if (command instanceof PutCommand) await happens();
            return target.send(command as never);
          }
        : Reflect.get(target, name),
  });
}
