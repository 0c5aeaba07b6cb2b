import { DynamoActivityQueries } from '../../aws/dynamo-activity-queries';
import { DynamoCursors } from '../../aws/dynamo-cursors';
import { DynamoDirectory } from '../../aws/dynamo-directory';
import { DynamoSentNotices } from '../../aws/dynamo-sent-notices';
import { DynamoTokens } from '../../aws/dynamo-tokens';
import { DAY, HOUR, MINUTE, SECOND } from '../../core/model/instant';
import type { ActivityQueries } from '../../core/ports/activity';
import type { Cursors } from '../../core/ports/cursors';
import type { Directory, DirectoryStore } from '../../core/ports/directory';
import type { SentNotices } from '../../core/ports/notices';
import type { Tokens } from '../../core/ports/workflow';
import { buildSnapshot } from '../support/build';
import {
  FakeActivityQueries,
  FakeClock,
  FakeCursors,
  FakeDirectory,
  FakeSentNotices,
  FakeTokens,
  START,
} from '../support/fakes';
import { type Backend, onEach, tableBackends } from './support/ledger-bench';

type Bench = {
  readonly clock: FakeClock;
  readonly tokens: Tokens;
  readonly cursors: Cursors;
  readonly notices: SentNotices;
  readonly queries: ActivityQueries;
  readonly directory: Directory & DirectoryStore;
  /** Another process over the same store. */
  readonly otherDirectory: Directory & DirectoryStore;
  readonly close: () => Promise<void>;
};

function fakes(): Bench {
  const directory = new FakeDirectory();
  const clock = new FakeClock();
  return {
    clock,
    tokens: new FakeTokens(),
    cursors: new FakeCursors(),
    notices: new FakeSentNotices(clock),
    queries: new FakeActivityQueries(),
    directory,
    otherDirectory: directory,
    close: async () => {},
  };
}

const backends: readonly Backend<Bench>[] = [
  { name: 'the fake', open: async () => fakes() },
  ...tableBackends.map(({ name, open }) => ({
    name,
    ...(open && {
      open: async () => {
        const { client, tables, clock, close } = await open();
        return {
          clock,
          tokens: new DynamoTokens(client, tables),
          cursors: new DynamoCursors(client, tables),
          notices: new DynamoSentNotices(client, tables, clock),
          queries: new DynamoActivityQueries(client, tables),
          directory: new DynamoDirectory(client, tables, clock),
          otherDirectory: new DynamoDirectory(client, tables, clock),
          close,
        };
      },
    }),
  })),
];

onEach(backends, (bench) => {
  test('a cursor is kept under its name until it is forgotten', async () => {
    const { cursors } = bench();
    expect(await cursors.read('people')).toBeUndefined();
    await cursors.write('people', 'user-7');
    await cursors.write('leases', '');
    expect([await cursors.read('people'), await cursors.read('leases')]).toEqual(['user-7', '']);
    await cursors.write('people', undefined);
    expect([await cursors.read('people'), await cursors.read('leases')]).toEqual([undefined, '']);
  });

  test('the newest token of a key counts; keys do not see one another', async () => {
    const { tokens } = bench();
    const decision = { kind: 'decision', requestId: 'r1' } as const;
    const end = { kind: 'end', requestId: 'r1', leaseId: 'l1' } as const;
    expect(await tokens.read(decision)).toBeUndefined();
    await tokens.store(decision, 'first', START + HOUR);
    await tokens.store(decision, 'second', START + HOUR);
    await tokens.store(end, 'third', START + HOUR);
    expect(await tokens.read(decision)).toBe('second');
    expect(await tokens.read(end)).toBe('third');
    expect(await tokens.read({ ...end, leaseId: 'l2' })).toBeUndefined();
  });

  test('of many who claim a notice at once one has it, until it is given back', async () => {
    const { notices } = bench();
    const claims = await Promise.all(Array.from({ length: 20 }, () => notices.claim('mail#1')));
    expect(claims.filter(({ kind }) => kind === 'claimed')).toHaveLength(1);
    expect(await notices.claim('mail#2')).toEqual({ kind: 'claimed' });
    await notices.release('mail#1');
    expect(await notices.claim('mail#1')).toEqual({ kind: 'claimed' });
    expect(await notices.claim('mail#1')).toMatchObject({ kind: 'held' });
  });

  test('G12: a notice over which somebody died can be claimed again; one that was sent cannot', async () => {
    const { clock, notices } = bench();
    await notices.claim('mail#1');
    const held = await notices.claim('mail#1');
    if (held.kind !== 'held') throw new Error(held.kind);
    clock.advance(held.until + 1 - clock.now());
    expect(await notices.claim('mail#1')).toEqual({ kind: 'claimed' });
    await notices.confirm('mail#1');
    clock.advance(DAY);
    expect(await notices.claim('mail#1')).toEqual({ kind: 'sent' });
  });

  test('the queries of a lease are remembered', async () => {
    const { queries } = bench();
    const entry = (queryId: string, startedAt: number) => ({
      leaseId: 'l1',
      queryId,
      startedAt,
      until: startedAt,
    });
    expect(await queries.latest('l1')).toBeUndefined();
    await queries.save(entry('b', START + MINUTE));
    await queries.save(entry('a', START));
    expect(await queries.latest('l1')).toEqual(entry('b', START + MINUTE));
    expect(await queries.read('l1', 'a')).toEqual(entry('a', START));
    expect(await queries.read('l1', 'c')).toBeUndefined();
    expect(await queries.read('l2', 'a')).toBeUndefined();
  });

  describe('the directory', () => {
    test('is not ready before the first sync', async () => {
      await expect(bench().directory.snapshot()).rejects.toThrow(
        expect.objectContaining({ name: 'DirectoryNotReadyError' }),
      );
    });

    test('gives what was saved, also when it is far larger than one item', async () => {
      const { directory, otherDirectory } = bench();
      const people = Array.from({ length: 30_000 }, (_, n) => {
        const noise = ((n * 2_654_435_761) % 4_294_967_296).toString(36);
        return {
          userId: `user-${n}-${noise}`,
          userName: `${noise}.${n}`,
          displayName: `${noise} ${n * 7_919}`,
          enabled: n % 9 > 0,
        };
      });
      const large = buildSnapshot({ people });
      await directory.save(large);
      expect(await otherDirectory.snapshot()).toEqual(large);
    });

    test('a new snapshot is seen by everybody within seconds', async () => {
      const { directory, otherDirectory, clock } = bench();
      for (const revision of ['1', '2', '3', '4', '1']) {
        const snapshot = buildSnapshot({ revision, takenAt: clock.now(), groups: [] });
        await directory.save(snapshot);
        clock.advance(5 * SECOND);
        expect(await otherDirectory.snapshot()).toEqual(snapshot);
        expect(await directory.snapshot()).toEqual(snapshot);
      }
    });

    test('a snapshot without changes is only younger', async () => {
      const { directory, otherDirectory, clock } = bench();
      await directory.save(buildSnapshot());
      await otherDirectory.snapshot();
      clock.advance(MINUTE);
      await directory.save(buildSnapshot({ takenAt: clock.now() }));
      expect((await otherDirectory.snapshot()).takenAt).toBe(START + MINUTE);
    });
  });
});
