import { MINUTE, SECOND } from '../../../../core/model/instant';
import { Throttling } from '../../../../core/usecases/throttling';
import { FakeBuckets, FakeClock } from '../../../support/fakes';

function build() {
  const clock = new FakeClock();
  const buckets = new FakeBuckets(clock);
  const reported: string[] = [];
  const trouble = { report: (what: string) => void reported.push(what) };
  const instance = () => new Throttling({ clock, buckets, trouble }, { read: 3, dear: 2, write: 2 });
  return { clock, buckets, reported, instance, throttling: instance() };
}

const read = { load: 'read', method: 'GET' } as const;
const dear = { load: 'dear', method: 'POST' } as const;
const write = { load: 'write', method: 'POST' } as const;
const urgent = { load: 'urgent', method: 'POST' } as const;
const admitted = { kind: 'admitted' };

test('counts what writes and what is dear over all instances, each caller and kind by itself', async () => {
  const { throttling, instance } = build();
  const other = instance();
  expect(await throttling.admit('ann', write)).toEqual(admitted);
  expect(await other.admit('ann', write)).toEqual(admitted);
  expect(await throttling.admit('ann', write)).toEqual({ kind: 'empty', retryAfter: 30 * SECOND });
  expect(await other.admit('ann', dear)).toEqual(admitted);
  expect(await other.admit('ben', write)).toEqual(admitted);
});

test('asks the shared bucket no more while it is known to be empty', async () => {
  const { throttling, instance, buckets, clock } = build();
  const other = instance();
  await other.admit('ann', write);
  await other.admit('ann', write);
  await throttling.admit('ann', write);
  const asked = buckets.asked;
  for (let n = 0; n < 10; n += 1) expect((await throttling.admit('ann', write)).kind).toBe('empty');
  expect(buckets.asked).toBe(asked);
  clock.advance(30 * SECOND);
  expect(await throttling.admit('ann', write)).toEqual(admitted);
});

test('counts plain reads in memory alone, and goes on after a while', async () => {
  const { throttling, buckets, clock } = build();
  for (let n = 0; n < 3; n += 1) expect(await throttling.admit('ann', read)).toEqual(admitted);
  expect(await throttling.admit('ann', read)).toEqual({ kind: 'empty', retryAfter: 20 * SECOND });
  expect(buckets.asked).toBe(0);
  clock.advance(20 * SECOND);
  expect(await throttling.admit('ann', read)).toEqual(admitted);
});

test('G3: never counts what ends access or serves an emergency, whatever was sent before and whether it can be counted', async () => {
  const { throttling, buckets } = build();
  for (let n = 0; n < 5; n += 1) await throttling.admit('ann', write);
  buckets.fail(new Error('down'));
  const asked = buckets.asked;
  for (let n = 0; n < 1_000; n += 1) expect(await throttling.admit('ann', urgent)).toEqual(admitted);
  expect(buckets.asked).toBe(asked);
});

test('lets writes pass when nobody can count them, as many as one instance lets, and makes what is dear wait', async () => {
  const { throttling, buckets, reported } = build();
  buckets.fail(new Error('down'));
  expect(await throttling.admit('ann', write)).toEqual(admitted);
  expect(await throttling.admit('ann', dear)).toEqual({ kind: 'unknown' });
  expect(await throttling.admit('ann', read)).toEqual(admitted);
  expect(reported).toEqual(['throttle-unknown', 'throttle-unknown']);
  await throttling.admit('ann', write);
  expect((await throttling.admit('ann', write)).kind).toBe('empty');
});

test('G10: counts what is asked by GET in memory alone, however dear', async () => {
  const { throttling, buckets } = build();
  const get = { load: 'dear', method: 'GET' } as const;
  buckets.fail(new Error('down'));
  expect([await throttling.admit('ann', get), await throttling.admit('ann', get)]).toEqual([
    admitted,
    admitted,
  ]);
  expect((await throttling.admit('ann', get)).kind).toBe('empty');
  expect(buckets.asked).toBe(0);
});

test('counts nobody where the limit is 0', async () => {
  const { clock, buckets, reported } = build();
  const trouble = { report: (what: string) => void reported.push(what) };
  const none = new Throttling({ clock, buckets, trouble }, { read: 0, dear: 0, write: 0 });
  for (let n = 0; n < 100; n += 1) expect(await none.admit('ann', write)).toEqual(admitted);
  expect(buckets.asked).toBe(0);
});

test('remembers no more callers than it can', async () => {
  const { throttling, clock } = build();
  for (let n = 0; n < 3; n += 1) await throttling.admit('ann', read);
  for (let n = 0; n < 10_000; n += 1) await throttling.admit(`caller-${n}`, read);
  clock.advance(MINUTE);
  expect(await throttling.admit('ann', read)).toEqual(admitted);
});
