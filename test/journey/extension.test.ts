import { fromIso, MINUTE, SECOND } from '../../core/model/instant';
import { useLaptop } from '../support/laptop';
import { codesOf } from '../support/laptop-http';

const lab = useLaptop();

const extend = (person: string, requestId: string, revision: number, minutes: number) =>
  lab.call(person, 'POST', `/requests/${requestId}/extend`, {
    body: { minutes, revision, comment: 'Not done' },
  });

const until = (at: number) => lab.laptop.clock.advanceTo(at);

test('G3: access whose end an approver moved lasts until the new end, and goes then', async () => {
  const target = await lab.fresh();
  const userId = lab.userId('ann');
  const request = await lab.granted('ann', target, { minutes: 10 });
  expect((await lab.read('ben', request.id)).can.extend.allowed).toBe(true);
  const own = await extend('ann', request.id, request.revision, 10);
  expect([own.status, ...codesOf(own)]).toEqual([403, 'own-request']);
  const answer = await extend('ben', request.id, request.revision, 10);
  expect(answer).toMatchObject({ status: 200, body: { status: 'active', minutes: 20 } });
  const again = await extend('ben', request.id, request.revision, 10);
  expect([again.status, ...codesOf(again)]).toEqual([409, 'stale-revision']);
  await lab.settle();
  expect(lab.mails('ann').at(-1)?.subject).toMatch(/^Extended/);

  const oldEnd = fromIso(request.endsAt!);
  await until(oldEnd + 2 * MINUTE);
  expect(lab.holds(userId, target)).toBe(true);
  expect((await lab.read('ann', request.id)).leases[0]?.status).toBe('active');
  await until(oldEnd + 10 * MINUTE + 20 * SECOND);
  expect(lab.holds(userId, target)).toBe(false);
  expect(await lab.read('ann', request.id)).toMatchObject({ status: 'ended', endReason: 'elapsed' });
});

test('G12: an extension whose signal is lost is found out by the workflow at the old end', async () => {
  const target = await lab.fresh();
  const userId = lab.userId('mateo');
  const request = await lab.granted('mateo', target, { minutes: 10 });
  const fault = lab.services.faults.add({ kind: 'fail', operation: 'SendTaskSuccess' });
  expect((await extend('ben', request.id, request.revision, 15)).status).toBe(200);
  lab.services.faults.clear(fault.id);
  const oldEnd = fromIso(request.endsAt!);
  await until(oldEnd + 3 * MINUTE);
  expect(lab.holds(userId, target)).toBe(true);
  expect((await lab.read('mateo', request.id)).leases[0]?.status).toBe('active');
  await until(oldEnd + 15 * MINUTE + 20 * SECOND);
  expect(lab.holds(userId, target)).toBe(false);
});

test('G11: of an extension and an early end at once one comes first, and both are told the truth', async () => {
  const target = await lab.fresh();
  const userId = lab.userId('jonas');
  const request = await lab.granted('jonas', target, { minutes: 10 });
  const [longer, ended] = await Promise.all([
    extend('ben', request.id, request.revision, 10),
    lab.end('jonas', request.id),
  ]);
  expect(ended.status).toBe(200);
  expect([200, 409]).toContain(longer.status);
  await lab.settle();
  const after = await lab.read('jonas', request.id);
  expect(after).toMatchObject({ status: 'ended', endReason: 'returned' });
  const told = after.timeline.some(({ type }) => type === 'RequestExtended');
  expect(told).toBe(longer.status === 200);
  expect(lab.holds(userId, target)).toBe(false);
});
