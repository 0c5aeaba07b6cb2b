import { DynamoBuckets } from '../../aws/dynamo-buckets';
import { bucketKey } from '../../aws/keys';
import { HOUR, MINUTE, SECOND } from '../../core/model/instant';
import type { Buckets } from '../../core/ports/buckets';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { FakeBuckets, FakeClock } from '../support/fakes';
import { type Backend, onEach, tableBackends } from './support/ledger-bench';

type Bench = {
  readonly clock: FakeClock;
  readonly buckets: Buckets;
  /** Another instance over the same store. */
  readonly other: Buckets;
  readonly close: () => Promise<void>;
};

function fake(): Bench {
  const clock = new FakeClock();
  const buckets = new FakeBuckets(clock);
  return { clock, buckets, other: buckets, close: async () => {} };
}

const backends: readonly Backend<Bench>[] = [
  { name: 'the fake', open: async () => fake() },
  ...tableBackends.map(({ name, open }) => ({
    name,
    ...(open && {
      open: async () => {
        const { client, tables, clock, close } = await open();
        const of = () => new DynamoBuckets(client, tables.requests, clock);
        return { clock, buckets: of(), other: of(), close };
      },
    }),
  })),
];

const limit = { perMinute: 20 };

onEach(backends, (bench) => {
  test('as many as a bucket holds are taken, by whichever instance, and then as many as time brings', async () => {
    const { clock, buckets, other } = bench();
    for (let n = 0; n < 20; n += 1)
      expect(await (n % 2 ? buckets : other).take('write#ann', limit)).toEqual({ kind: 'taken' });
    expect(await buckets.take('write#ann', limit)).toEqual({ kind: 'empty', retryAfter: 3 * SECOND });
    clock.advance(3 * SECOND);
    expect(await other.take('write#ann', limit)).toEqual({ kind: 'taken' });
    expect(await buckets.take('write#ann', limit)).toEqual({ kind: 'empty', retryAfter: 3 * SECOND });
    clock.advance(MINUTE);
    expect(await other.take('write#ann', limit)).toEqual({ kind: 'taken' });
  });

  test('of any number at once exactly as many as it holds are taken', async () => {
    const { buckets, other } = bench();
    const all = await Promise.all(
      Array.from({ length: 50 }, (_, n) => (n % 2 ? buckets : other).take('write#ann', limit)),
    );
    expect(all.filter(({ kind }) => kind === 'taken')).toHaveLength(20);
  });

  test('each name has a bucket of its own', async () => {
    const { buckets } = bench();
    for (let n = 0; n < 20; n += 1) await buckets.take('write#ann', limit);
    expect(await buckets.take('write#ben', limit)).toEqual({ kind: 'taken' });
    expect(await buckets.take('dear#ann', limit)).toEqual({ kind: 'taken' });
  });

  test('a clock that is set back keeps nobody out', async () => {
    const { clock, buckets, other } = bench();
    clock.advance(HOUR);
    await buckets.take('write#ann', limit);
    const behind = new FakeClock(clock.now() - HOUR);
    clock.now = () => behind.now();
    expect(await other.take('write#ann', limit)).toEqual({ kind: 'taken' });
  });
});

onEach(tableBackends, (bench) => {
  test('what is kept of a caller is dropped soon', async () => {
    const { client, tables, clock } = bench();
    await new DynamoBuckets(client, tables.requests, clock).take('write#ann', limit);
    const Key = bucketKey('write#ann');
    const { Item } = await client.send(new GetCommand({ TableName: tables.requests, Key }));
    expect(Item?.expiresAt).toBe(Math.ceil((clock.now() + 10 * MINUTE) / SECOND));
  });
});
