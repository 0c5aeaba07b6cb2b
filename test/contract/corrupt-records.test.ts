import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { DynamoAssignments } from '../../aws/dynamo-assignments';
import { DynamoAuditTrail } from '../../aws/dynamo-audit-trail';
import { DynamoDirectory } from '../../aws/dynamo-directory';
import { DynamoPolicies } from '../../aws/dynamo-policies';
import { DynamoRequests } from '../../aws/dynamo-requests';
import { entitlementKey } from '../../core/model/entitlement';
import { buildEntitlement, PEOPLE } from '../support/build';
import { onEach, tableBackends } from './support/ledger-bench';

const SECRET = 'what a person wrote';
const record = { id: 7, justification: SECRET };

onEach(tableBackends, (bench) => {
  test('a record that does not parse is never taken for one that is not there, and not shown', async () => {
    const { client, tables, clock } = bench();
    const key = entitlementKey(buildEntitlement());
    const rows = [
      [tables.requests, { pk: 'request#r1', sk: 'request', timeShard: 'all#0', created: '2026#r1' }],
      [tables.requests, { pk: 'request#r1', sk: 'lease#l1' }],
      [tables.requests, { pk: 'idempotency#user-ada', sk: 'k' }],
      [tables.assignments, { pk: 'beneficiary#user-ada', sk: key }],
      [tables.policies, { pk: 'current', sk: 'settings#settings' }],
      [tables.audit, { stream: 'settings', sequence: 1 }],
      [tables.directory, { pk: 'head' }],
    ] as const;
    for (const [TableName, Item] of rows)
      await client.send(new PutCommand({ TableName, Item: { ...Item, record } }));

    const requests = new DynamoRequests(client, tables, clock);
    const policies = new DynamoPolicies(client, tables);
    const reads = [
      () => requests.read('r1'),
      () => requests.readLease('r1', 'l1'),
      () => requests.leasesOf('r1'),
      () => requests.listAll({}, { limit: 5 }),
      () => requests.idempotency(PEOPLE.ada, 'k'),
      () => new DynamoAssignments(client, tables).read(PEOPLE.ada, buildEntitlement()),
      () => policies.read('settings', 'settings'),
      () => policies.current(),
      () => new DynamoAuditTrail(client, tables).stream('settings'),
      () => new DynamoDirectory(client, tables, clock).snapshot(),
    ];
    for (const read of reads) {
      const error: unknown = await read().then(
        () => undefined,
        (reason: unknown) => reason,
      );
      expect(error).toMatchObject({ name: 'CorruptRecordError' });
      expect(String(error)).not.toContain(SECRET);
    }
  });
});
