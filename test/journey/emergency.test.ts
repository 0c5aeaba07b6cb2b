import { z } from 'zod';
import { EmergencyOrderPage, EmergencyPreview } from '../../core/contract/emergency';
import { DAY, toIso } from '../../core/model/instant';
import { type RequestSeen, taken, type Target, useLaptop } from '../support/laptop';
import { records, scheduled, watchCalls } from '../support/laptop-world';

const lab = useLaptop();
const everything = { kind: 'everything' };
const ending = { confirmation: 'end everything', comment: 'Keys leaked' };
const order = (body: object) => lab.call('res', 'POST', '/emergency/end', { body });
const stop = () =>
  lab.call('res', 'POST', '/emergency/stop', {
    body: { confirmation: 'stop activations', comment: 'Keys leaked' },
  });
const lift = () =>
  lab.call('res', 'POST', '/emergency/lift', { body: { confirmation: 'lift the stop', comment: 'Rotated' } });
const orders = async () =>
  EmergencyOrderPage.parse((await lab.call('adm', 'GET', '/emergency/orders')).body).items;

type Held = { readonly person: string; readonly target: Target; readonly request: RequestSeen };

/** Some people hold something each, for two hours. */
async function held(...people: string[]): Promise<Held[]> {
  const all: Held[] = [];
  for (const person of people) {
    const target = await lab.fresh();
    all.push({ person, target, request: await lab.granted(person, target, { minutes: 120 }) });
  }
  return all;
}

const stillHeld = (all: readonly Held[]) =>
  all.flatMap(({ person, target }) => (lab.holds(lab.userId(person), target) ? [person] : []));

async function expectTruth(all: readonly Held[], endReason: string): Promise<void> {
  for (const { person, request } of all)
    expect(await lab.read(person, request.id)).toMatchObject({ status: 'ended', endReason });
  const path = `/audit/verification?from=${toIso(lab.now() - DAY)}&to=${toIso(lab.now() + DAY)}`;
  expect((await lab.call('aud', 'GET', path)).body).toMatchObject({ ok: true });
}

afterEach(() => {
  lab.services.faults.clear();
  // What a fault has refused is told by its name; whatever else went wrong shows.
  const names = lab.errors.splice(0).map((error) => (error instanceof Error ? error.name : String(error)));
  expect(names.filter((name) => !/^InternalServer\w+$/.test(name))).toEqual([]);
});

test('a responder ends everything: all of it is gone within two rounds, and everybody is told who and why', async () => {
  const all = await held('mateo', 'jonas', 'fatima');
  const later = await scheduled(lab, 'kofi', await lab.fresh(), 30, 30);
  expect(stillHeld(all)).toEqual(['mateo', 'jonas', 'fatima']);
  const preview = EmergencyPreview.parse(
    (await lab.call('res', 'POST', '/emergency/end/preview', { body: { scope: everything } })).body,
  );
  expect(preview.scheduled).toBeGreaterThanOrEqual(1);
  expect(preview.holders.map(({ person }) => person.userName)).toEqual(
    expect.arrayContaining(['mateo', 'jonas', 'fatima', 'kofi']),
  );

  const ordered = await order({ scope: everything, ...ending });
  expect(ordered).toMatchObject({ status: 202, body: { status: 'open', covered: preview.leases } });
  await lab.advance(2);
  expect(stillHeld(all)).toEqual([]);
  await expectTruth(all, 'revoked');
  expect(await lab.read('kofi', later.id)).toMatchObject({ status: 'ended', endReason: 'revoked' });
  const [newest] = await orders();
  expect(newest).toMatchObject({
    status: 'completed',
    covered: preview.leases,
    gone: preview.leases,
    orderedBy: { userName: 'res' },
  });
  expect(lab.mails('mateo').at(-1)?.text).toMatch(/Reza Karimi ended it early[^]*Keys leaked/);
  const subjects = lab.mails('adm').map(({ subject }) => subject);
  expect(subjects).toEqual(
    expect.arrayContaining(['Emergency: Everything is being ended', 'Emergency: Everything has ended']),
  );
});

test('G12: what the call itself could not ask for, the reconciler does', async () => {
  const all = await held('priya', 'yuki');
  // Right after the order is on record the function can read nothing more.
  const { calls, stop: unwatch } = watchCalls(lab, lab.services.dynamoDb, async ({ operation, input }) => {
    if (operation === 'TransactWriteItems' && JSON.stringify(input).includes('EmergencyEndOrdered'))
      lab.services.faults.add({ kind: 'fail', service: 'dynamodb', operation: 'Query', times: 20 });
  });
  const answer = await order({ scope: everything, ...ending });
  unwatch();
  expect([answer.status, calls.length > 0, stillHeld(all)]).toEqual([202, true, ['priya', 'yuki']]);
  lab.services.faults.clear();
  await lab.advance(3);
  expect(stillHeld(all)).toEqual([]);
  await expectTruth(all, 'revoked');
});

test('while activations are stopped nothing is switched on; what waits begins once the stop is lifted', async () => {
  expect(await stop()).toMatchObject({ status: 200, body: { stands: true } });
  const target = await lab.fresh();
  const request = await lab.ask('tomasz', target, { minutes: 120 });
  const decided = taken(await lab.decide('ben', request), 200);
  expect(decided).toMatchObject({ status: 'scheduled', emergencyStop: { by: { userName: 'res' } } });
  const short = await lab.granted('ingrid', await lab.fresh(), { minutes: 15 });
  const { calls, stop: unwatch } = watchCalls(lab, lab.services.ssoAdmin);
  await lab.advance(30);
  unwatch();
  expect(calls.filter(({ operation }) => operation === 'CreateAccountAssignment')).toEqual([]);
  expect((await lab.call('ivy', 'GET', '/me')).body).toMatchObject({
    emergencyStop: { comment: 'Keys leaked' },
  });
  expect(await lab.read('ingrid', short.id)).toMatchObject({
    status: 'failed',
    failure: [{ code: 'emergency-stop' }],
  });
  expect(await lab.read('tomasz', request.id)).toMatchObject({ status: 'scheduled' });

  expect((await lift()).status).toBe(200);
  await lab.advance(6);
  expect(await lab.read('tomasz', request.id)).toMatchObject({ status: 'active' });
  expect(lab.holds(lab.userId('tomasz'), target)).toBe(true);
  taken(await lab.end('tomasz', request.id), 200);
  await lab.advance(2);
  expect(lab.holds(lab.userId('tomasz'), target)).toBe(false);
});

test('G3: fail everything for an hour, lift it, and all access ends within two rounds of the reconciler', async () => {
  const people = ['mateo', 'jonas', 'kofi', 'amara'];
  const all: Held[] = [];
  for (const person of people) {
    const target = await lab.fresh();
    all.push({ person, target, request: await lab.granted(person, target, { minutes: 30 }) });
  }
  expect(stillHeld(all)).toEqual(people);
  await press('/panel/faults/everything', {});
  await lab.advance(60);
  // The time of all of them is over, Identity Center still has them, and nobody says anything else.
  expect(stillHeld(all)).toEqual(people);
  for (const { request } of all)
    expect(await records(lab).requests.leasesOf(request.id)).toMatchObject([{ status: 'ending' }]);
  await press('/panel/faults/lift', { id: '' });
  await lab.advance(2);
  expect(stillHeld(all)).toEqual([]);
  await expectTruth(all, 'elapsed');
});

/** Presses a button of the panel. */
async function press(path: string, fields: Record<string, string>): Promise<void> {
  const answer = await fetch(`${lab.laptop.url}${path}`, {
    method: 'POST',
    body: new URLSearchParams(fields),
    redirect: 'manual',
  });
  expect(z.literal(303).parse(answer.status)).toBe(303);
}
