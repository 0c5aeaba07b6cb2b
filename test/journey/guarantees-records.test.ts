import { DeleteCommand, GetCommand, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { dynamoClient } from '../../aws/clients';
import { tableNames } from '../../aws/tables';
import type { AuditVerification } from '../../core/contract/audit';
import { routes } from '../../core/contract/routes';
import { DAY, toIso } from '../../core/model/instant';
import { TABLE_PREFIX } from '../../local/places';
import { taken, useLaptop } from '../support/laptop';
import { watchCalls } from '../support/laptop-world';

const lab = useLaptop();
const tables = tableNames(TABLE_PREFIX);

async function verified(): Promise<z.infer<typeof AuditVerification>> {
  const [from, to] = [lab.now() - DAY, lab.now() + DAY].map(toIso);
  const answer = await lab.call('aud', 'GET', `/audit/verification?from=${from}&to=${to}`);
  expect(answer.status).toBe(200);
  return answer.body as z.infer<typeof AuditVerification>;
}

const Written = z.looseObject({
  TableName: z.string(),
  Item: z.record(z.string(), z.looseObject({ S: z.string().optional() })).optional(),
  Key: z.record(z.string(), z.looseObject({ S: z.string().optional() })).optional(),
});
const Transaction = z.looseObject({
  TransactItems: z.array(z.record(z.string(), Written)),
});

/** What stands for what somebody has, may do or has decided; rows that only find these, and tokens, are not. */
function isRecord({ TableName, Item, Key }: z.infer<typeof Written>): boolean {
  const keys = Item ?? Key ?? {};
  if (TableName === tables.requests)
    return keys.pk?.S?.startsWith('request#') === true && /^(request$|lease#)/.test(keys.sk?.S ?? '');
  return TableName === tables.assignments || TableName === tables.policies;
}

/** Writes of records, by how they were made. */
async function recordWrites(act: () => Promise<unknown>) {
  const watched = watchCalls(lab, lab.services.dynamoDb);
  await act();
  await lab.settle();
  watched.stop();
  const together = watched.calls
    .filter(({ operation }) => operation === 'TransactWriteItems')
    .map(({ input }) => Transaction.parse(input).TransactItems.flatMap((item) => Object.values(item)));
  const alone = watched.calls
    .filter(({ operation }) => /^(Put|Update|Delete)Item$/.test(operation))
    .map(({ input }) => Written.parse(input));
  const batches = watched.calls.filter(({ operation }) => operation === 'BatchWriteItem');
  return {
    withRecord: together.filter((items) => items.some(isRecord)),
    alone: alone.filter(isRecord),
    batches,
  };
}

describe('G9: every change has its event', () => {
  test('G9: no record is written but in one transaction with an audit event', async () => {
    const target = await lab.fresh();
    const { withRecord, alone, batches } = await recordWrites(async () => {
      const rejected = await lab.ask('mateo', await lab.fresh());
      await lab.decide('ben', rejected, 'reject');
      const cancelled = await lab.ask('mateo', await lab.fresh());
      await lab.cancel('mateo', cancelled.id);
      const startsAt = toIso(lab.now() + 60_000);
      await lab.ask('mateo', await lab.fresh(), { startsAt, minutes: 1 });
      const returned = await lab.granted('ann', target);
      await lab.end('ann', returned.id);
      await lab.granted('ann', await lab.fresh(), { minutes: 2 });
      await lab.advance(5);
      await changePolicy();
    });
    expect(alone).toEqual([]);
    expect(batches).toEqual([]);
    const withoutEvent = withRecord.filter((items) =>
      items.every(({ TableName }) => TableName !== tables.audit),
    );
    expect(withoutEvent).toEqual([]);
    // Created, decided, cancelled, expired, activated, ended, and the policy: there was something to see.
    expect(withRecord.length).toBeGreaterThan(12);
  });

  test('G9: after all of that every chain holds, and there is an event for each step', async () => {
    const target = await lab.fresh();
    const before = await verified();
    const mark = lab.writes.length;
    const request = await lab.granted('jonas', target);
    taken(await lab.end('jonas', request.id), 200);
    await lab.settle();
    const events = lab.writes
      .slice(mark)
      .flatMap(({ key, type }) => (type && key.includes(request.id) ? [type] : []));
    expect(events).toEqual([
      'RequestCreated',
      'DecisionRecorded',
      'RequestApproved',
      'LeaseActivating',
      'LeaseActivated',
      'RequestActivated',
      'LeaseEndAsked',
      'LeaseEnding',
      'LeaseEnded',
      'RequestEnded',
    ]);
    const after = await verified();
    expect(after).toMatchObject({ ok: true, problems: [] });
    expect(after.events - before.events).toBe(events.length);
  });

  test.each([
    [
      'changed',
      2,
      (item: Item) => ({ ...item, record: { ...(item.record as object), at: 1_700_000_000_000 } }),
    ],
    [
      'attributed to somebody else',
      2,
      (item: Item) => ({
        ...item,
        record: { ...(item.record as object), actor: { kind: 'hourglass', part: 'nobody' } },
      }),
    ],
    ['removed from the middle', 2, () => undefined],
  ] as const)('G9: an event that was %s in the table is found', async (_how, sequence, tamper) => {
    const request = await lab.ask('fatima', await lab.fresh());
    taken(await lab.decide('ben', request, 'reject'), 200);
    expect((await verified()).ok).toBe(true);
    const Key = { stream: `request#${request.id}`, sequence };
    const { Item } = await dynamoClient().send(new GetCommand({ TableName: tables.audit, Key }));
    const tampered = tamper(Item!);
    if (tampered) await dynamoClient().send(new PutCommand({ TableName: tables.audit, Item: tampered }));
    else await dynamoClient().send(new DeleteCommand({ TableName: tables.audit, Key }));
    const found = await verified();
    await dynamoClient().send(new PutCommand({ TableName: tables.audit, Item }));
    expect(found.ok).toBe(false);
    expect(found.problems).toMatchObject([{ stream: `request#${request.id}` }]);
    expect((await verified()).ok).toBe(true);
  });
});

type Item = Record<string, unknown>;

async function changePolicy(): Promise<void> {
  const Settings = z.looseObject({ version: z.number() });
  const { body } = await lab.call('adm', 'GET', '/settings');
  const { version, id: _, changedAt: __, changedBy: ___, ...settings } = Settings.parse(body);
  const answer = await lab.call('adm', 'PUT', '/settings', { body: { version, settings } });
  expect(answer.status).toBe(200);
}

/** Everything that is stored, in one text a table. */
async function everything(): Promise<Record<string, string>> {
  const entries = Object.values(tables).map(async (TableName) => {
    const items: unknown[] = [];
    let ExclusiveStartKey: Item | undefined;
    do {
      const page = await dynamoClient().send(new ScanCommand({ TableName, ExclusiveStartKey }));
      items.push(...(page.Items ?? []));
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey);
    return [
      TableName,
      items
        .map((item) => JSON.stringify(item))
        .toSorted()
        .join('\n'),
    ] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

describe('G10: GET changes nothing', () => {
  const reads = Object.entries(routes).filter(([, { method }]) => method === 'GET');

  test.each(['GET', 'HEAD'])(
    'G10: %s of every address that is read leaves every table as it was',
    async (method) => {
      const request = await lab.granted('ann', await lab.fresh());
      const pending = await lab.ask('ann', await lab.fresh());
      const lease = `/requests/${request.id}/leases/${request.leases[0]!.id}`;
      const started = await lab.call('ann', 'POST', `${lease}/activity`);
      const { queryId } = z.looseObject({ queryId: z.string() }).parse(started.body);
      await lab.settle();
      const link = /\/review\/(\S+)/.exec(lab.mails('ben').at(-1)?.text ?? '')![1]!;
      const parts: Record<string, string> = {
        requestId: request.id,
        leaseId: request.leases[0]!.id,
        queryId,
        token: link,
        kind: 'people',
        accountId: request.targets[0]!.accountId,
        policyId: await firstPolicy(),
      };
      const assignments = () => JSON.stringify(lab.services.ssoAdmin.assignments());
      const mails = lab.services.ses.messages().length;
      const [before, held] = [await everything(), assignments()];
      const ok = new Map<string, boolean>();
      for (const person of ['ann', 'ben', 'aud', 'adm'])
        for (const [name, { path }] of reads) {
          const filled = path.replace(/\{(\w+)\}/g, (_all, part: string) => parts[part] ?? part);
          const { status } = await lab.call(person, method, filled + queryOf(name));
          if (status === 200) ok.set(name, true);
          expect(status).not.toBe(500);
        }
      await lab.laptop.clock.idle();
      expect(Object.keys(before)).toHaveLength(5);
      expect(await everything()).toEqual(before);
      expect(assignments()).toBe(held);
      expect(lab.services.ses.messages()).toHaveLength(mails);
      expect((await lab.read('ann', pending.id)).status).toBe('pending');
      // Each of them was answered for somebody, so that it had the occasion to change something.
      if (method === 'GET')
        expect([...ok.keys()].toSorted()).toEqual(
          reads
            .map(([name]) => name)
            .filter((name) => !APPROVAL.has(name))
            .toSorted(),
        );
    },
  );
});

/** The same id cannot be of an eligibility policy and of an approval policy. */
const APPROVAL: ReadonlySet<string> = new Set(['readApprovalPolicy', 'listApprovalPolicyVersions']);

function queryOf(name: string): string {
  if (name === 'exportActivity') return '?format=csv';
  if (name === 'verifyAudit' || name === 'exportAudit')
    return `?from=${toIso(lab.now() - DAY)}&to=${toIso(lab.now() + DAY)}`;
  return '';
}

async function firstPolicy(): Promise<string> {
  const Page = z.looseObject({ items: z.array(z.looseObject({ id: z.string() })) });
  return Page.parse((await lab.call('adm', 'GET', '/policies/eligibility')).body).items[0]!.id;
}
