import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { DynamoCapacity } from '../../aws/dynamo-capacity';
import { CAPACITY_KEYS } from '../../core/contract/tables';
import { HOUR, MINUTE, SECOND } from '../../core/model/instant';
import type { Capacity, SlotWish } from '../../core/ports/capacity';
import { FakeCapacity, FakeClock } from '../support/fakes';
import { type Backend, onEach, type TablesBench, tableBackends } from './support/ledger-bench';

const LIMITS = { callsPerSecond: 18, outstanding: 12 };

type Bench = {
  readonly clock: FakeClock;
  readonly capacity: Capacity;
  /** Another process over the same store. */
  readonly other: Capacity;
  readonly close: () => Promise<void>;
};

function fake(): Bench {
  const clock = new FakeClock();
  const capacity = new FakeCapacity(clock, LIMITS);
  return { clock, capacity, other: capacity, close: async () => {} };
}

const capacityOf = ({ client, tables, clock }: TablesBench) =>
  new DynamoCapacity(client, tables.directory, clock, LIMITS);

const backends: readonly Backend<Bench>[] = [
  { name: 'the fake', open: async () => fake() },
  ...tableBackends.map(({ name, open }) => ({
    name,
    ...(open && {
      open: async () => {
        const bench = await open();
        return {
          clock: bench.clock,
          capacity: capacityOf(bench),
          other: capacityOf(bench),
          close: bench.close,
        };
      },
    }),
  })),
];

const wish = (n: number, kind: SlotWish['kind'] = 'delete', claim = `claim-${n}`): SlotWish => ({
  claim,
  accountId: String(100_000_000_000 + n),
  kind,
});

onEach(backends, (bench) => {
  test('calls of all functions stand in one line, evenly spaced', async () => {
    const { clock, capacity, other } = bench();
    const now = clock.now();
    expect(await capacity.turn('ending', 'operating')).toEqual({ kind: 'at', at: now });
    expect(await other.turn('ending', 'operating')).toEqual({ kind: 'at', at: now + 112 });
    expect(await capacity.turn('ending', 'operating')).toEqual({ kind: 'at', at: now + 224 });
    expect(await other.turn('ending', 'looking')).toEqual({ kind: 'at', at: now });
    clock.advance(SECOND);
    expect(await other.turn('reading', 'operating')).toEqual({ kind: 'at', at: clock.now() });
  });

  test('any number of callers at once get different turns', async () => {
    const { clock, capacity, other } = bench();
    const turns = await Promise.all(
      Array.from({ length: 60 }, (_, n) => (n % 2 ? capacity : other).turn('ending', 'operating')),
    );
    const moments = turns.map((turn) => (turn.kind === 'at' ? turn.at - clock.now() : -1));
    expect(moments.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, n) => n * 112));
  });

  test('a line that is too long is told, with the time until it is not', async () => {
    const { clock, capacity } = bench();
    for (let n = 0; n < 10; n += 1) await capacity.turn('ending', 'operating');
    expect(await capacity.turn('reading', 'operating')).toEqual({ kind: 'full', retryAfter: 120 });
    clock.advance(120);
    expect(await capacity.turn('reading', 'operating')).toEqual({ kind: 'at', at: clock.now() + SECOND });
  });

  test('a clock that is set back does not stop anything', async () => {
    const { clock, capacity, other } = bench();
    clock.advance(HOUR);
    await capacity.turn('ending', 'operating');
    const behind = new FakeClock(clock.now() - HOUR);
    clock.now = () => behind.now();
    expect(await other.turn('ending', 'operating')).toEqual({ kind: 'at', at: behind.now() });
  });

  test('slots are shared: one in an account, as many as allowed in all', async () => {
    const { capacity, other } = bench();
    expect(await capacity.takeSlot(wish(0))).toEqual({ kind: 'taken' });
    expect(await other.takeSlot(wish(0, 'delete', 'second'))).toMatchObject({ kind: 'full' });
    for (let n = 1; n < 12; n += 1) expect(await other.takeSlot(wish(n))).toEqual({ kind: 'taken' });
    expect(await capacity.takeSlot(wish(12))).toMatchObject({ kind: 'full' });
  });

  test('of many that want a slot at once never more have one than are allowed, and of one account one', async () => {
    const { capacity, other } = bench();
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        (n % 2 ? capacity : other).takeSlot({ ...wish(n % 20), claim: `try-${n}` }),
      ),
    );
    const got = answers.flatMap(({ kind }, n) => (kind === 'taken' ? [n % 20] : []));
    expect(got.length).toBeLessThanOrEqual(12);
    expect(got.length).toBeGreaterThan(0);
    expect(new Set(got).size).toBe(got.length);
  });

  test('a slot is given back by whoever learns that the operation is over, once or twice', async () => {
    const { capacity, other } = bench();
    await capacity.takeSlot(wish(1));
    await capacity.bindSlot('claim-1', 'operation-1');
    await other.releaseSlot('operation-1');
    await other.releaseSlot('operation-1');
    await other.releaseSlot('never-heard-of');
    expect(await other.takeSlot(wish(1, 'create', 'next'))).toEqual({ kind: 'taken' });
    await capacity.releaseSlot('claim-1');
    expect(await other.takeSlot(wish(1))).toMatchObject({ kind: 'full' });
  });

  test('who took a slot and was never heard of again loses it soon, who is seen running keeps it', async () => {
    const { clock, capacity, other } = bench();
    await capacity.takeSlot(wish(1));
    await capacity.takeSlot(wish(2));
    await capacity.bindSlot('claim-2', 'operation-2');
    clock.advance(30 * SECOND);
    expect(await other.takeSlot(wish(1, 'delete', 'next-1'))).toEqual({ kind: 'taken' });
    await other.keepSlot('operation-2');
    await other.keepSlot('operation-unknown');
    clock.advance(30 * SECOND);
    expect(await other.takeSlot(wish(2, 'delete', 'next-2'))).toMatchObject({ kind: 'full' });
    clock.advance(MINUTE);
    expect(await other.takeSlot(wish(2, 'delete', 'next-2'))).toEqual({ kind: 'taken' });
  });
});

onEach(tableBackends, (bench) => {
  test('a stored item that makes no sense is an error, not room for everything', async () => {
    const { client, tables } = bench();
    const TableName = tables.directory;
    await client.send(
      new PutCommand({ TableName, Item: { pk: CAPACITY_KEYS.slots, record: {}, version: 1 } }),
    );
    await expect(capacityOf(bench()).takeSlot(wish(1))).rejects.toThrow('capacity#slots');
    await client.send(new PutCommand({ TableName, Item: { pk: CAPACITY_KEYS.calls, operating: 'soon' } }));
    await expect(capacityOf(bench()).turn('ending', 'operating')).rejects.toThrow('capacity#calls');
  });

  test('what is refused without leaving word writes nothing', async () => {
    const { client, tables } = bench();
    const Key = { pk: CAPACITY_KEYS.slots };
    const version = async () =>
      (await client.send(new GetCommand({ TableName: tables.directory, Key }))).Item?.version;
    const capacity = capacityOf(bench());
    await capacity.takeSlot(wish(1));
    await capacity.takeSlot(wish(1, 'create', 'second'));
    expect(await version()).toBe(1);
    await capacity.takeSlot(wish(1, 'delete', 'third'));
    await capacity.takeSlot(wish(1, 'delete', 'fourth'));
    expect(await version()).toBe(2);
  });
});
