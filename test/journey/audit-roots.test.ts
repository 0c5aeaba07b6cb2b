import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeleteCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { z } from 'zod';
import { dynamoClient } from '../../aws/clients';
import { tableNames } from '../../aws/tables';
import type { AuditVerification } from '../../core/contract/audit';
import { requestStream } from '../../core/model/audit-event';
import { DAY, dayAfter, dayOf, HOUR, MINUTE, startOf, toIso } from '../../core/model/instant';
import { TABLE_PREFIX } from '../../local/places';
import { readOptions } from '../../scripts/verify/options';
import { runVerify } from '../../scripts/verify/run';
import { taken, untilEvening, useLaptop } from '../support/laptop';

const lab = useLaptop(() => ({ reconcileEvery: 60, ahead: untilEvening() }));
const TableName = tableNames(TABLE_PREFIX).audit;

type Item = Record<string, unknown>;

async function itemsOf(stream: string): Promise<Item[]> {
  const { Items = [] } = await dynamoClient().send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: '#stream = :stream',
      ExpressionAttributeNames: { '#stream': 'stream' },
      ExpressionAttributeValues: { ':stream': stream },
    }),
  );
  return Items;
}
const put = (Item: Item) => dynamoClient().send(new PutCommand({ TableName, Item }));
const drop = ({ stream, sequence }: Item) =>
  dynamoClient().send(new DeleteCommand({ TableName, Key: { stream, sequence } }));

/** What `npm run verify` says. */
async function command(...args: string[]) {
  const lines: string[] = [];
  const options = readOptions(args.includes('--roots') ? args : ['--laptop', lab.laptop.url, ...args]);
  const { code } = await runVerify(options, (line) => lines.push(line));
  return { code, text: lines.join('\n') };
}

/** What the API says to an auditor. */
async function verification(): Promise<z.infer<typeof AuditVerification>> {
  const [from, to] = [lab.now() - 10 * DAY, lab.now()].map(toIso);
  const answer = await lab.call('aud', 'GET', `/audit/verification?from=${from}&to=${to}`);
  expect(answer.status).toBe(200);
  return answer.body as z.infer<typeof AuditVerification>;
}

/** Tampers, looks, and puts everything back. */
async function during(tamper: () => Promise<unknown>, restore: readonly Item[], look: () => Promise<void>) {
  await tamper();
  try {
    await look();
  } finally {
    for (const item of restore) await put(item);
  }
}

/** A request of yesterday; the night has sealed it. */
let stream: string;
beforeAll(async () => {
  const request = await lab.ask('fatima', await lab.fresh());
  taken(await lab.decide('ben', request, 'reject'), 200);
  stream = requestStream(request.id);
  const morning = startOf(dayAfter(dayOf(lab.now()))) + 3 * HOUR;
  await lab.advance((morning - lab.now()) / MINUTE);
});

describe('the daily roots', () => {
  test('G9: days are sealed by themselves, and everybody who looks finds that they hold', async () => {
    const seen = await verification();
    expect(seen).toMatchObject({ ok: true, problems: [] });
    expect(seen.sealed?.to).toBe(dayAfter(dayOf(lab.now()), -1));
    const { code, text } = await command();
    expect({ code, text }).toMatchObject({
      code: 0,
      text: expect.stringContaining('The audit trail holds.'),
    });
    expect((await itemsOf(stream)).length).toBeGreaterThan(1);
    expect(lab.errors).toEqual([]);
  });

  test('G9: what is done to the table itself is found by the command and by the API', async () => {
    const items = await itemsOf(stream);
    const last = items.at(-1) ?? {};
    const both = async (words: string) => {
      const { code, text } = await command();
      expect({ code, text }).toMatchObject({ code: 1, text: expect.stringContaining(words) });
      const { ok, problems } = await verification();
      expect({ ok, words: problems.map(({ message }) => message).join('\n') }).toMatchObject({
        ok: false,
        words: expect.stringContaining(words),
      });
    };
    await during(
      () => drop(last),
      [last],
      () => both(`Event ${String(last.sequence)} of ${stream}`),
    );
    await during(
      () => Promise.all(items.map(drop)),
      items,
      () => both(`Events 1 to ${items.length} of ${stream}`),
    );
    const forged = { ...last, record: { ...(last.record as Item), type: 'RequestApproved' } };
    await during(
      () => put(forged),
      [last],
      () => both('its content is not what was hashed'),
    );
    const roots = await itemsOf('daily-root');
    const root = roots.at(-2) ?? {};
    await during(
      () => drop(root),
      [root],
      () => both('is missing'),
    );
    const [first = {}] = roots;
    await during(
      () => drop(first),
      [first],
      () => both('the roots before it are missing'),
    );
    const unsigned = { ...root, record: { ...(root.record as Item), signature: 'AAAA' } };
    await during(
      () => put(unsigned),
      [root],
      () => both('was not signed by the key'),
    );
    expect(await command()).toMatchObject({ code: 0 });
  });

  test('G9: an export is verified by a stranger, against the tables too', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hourglass-export-'));
    const key = join(folder, 'public-key.pem');
    expect(await command('--to', dayAfter(dayOf(lab.now()), -1), '--export', folder)).toMatchObject({
      code: 0,
    });
    const offline = ['--roots', folder, '--public-key', key];
    expect(await command(...offline)).toMatchObject({ code: 0 });
    const last = (await itemsOf(stream)).at(-1) ?? {};
    const roots = await itemsOf('daily-root');
    await during(
      () => Promise.all([drop(last), ...roots.map(drop)]),
      [last, ...roots],
      async () => {
        const against = await command(...offline, '--laptop', lab.laptop.url);
        expect(against.text).toContain(`Event ${String(last.sequence)} of ${stream}`);
        expect(await command(...offline)).toMatchObject({ code: 0 });
      },
    );
    rmSync(folder, { recursive: true });
  });
});
