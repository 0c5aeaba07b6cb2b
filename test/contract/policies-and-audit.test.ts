import { createHash } from 'node:crypto';
import { ChainedEvent, type StoredEvent } from '../../core/model/audit-event';
import { DAY, dayOf } from '../../core/model/instant';
import type { SignedRoot, StoredRoot, StreamHead } from '../../core/model/audit-root';
import type { PolicyRecord } from '../../core/model/policy';
import { verifyChain } from '../../core/rules/audit-chain';
import { rootOf } from '../../core/rules/audit-root';
import { buildApprovalPolicy, buildEligibilityPolicy, buildEvent, buildSettings } from '../support/build';
import { START } from '../support/fakes';
import { ledgerBackends, onEach } from './support/ledger-bench';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const version = (n: number) => buildEligibilityPolicy({ version: n, name: `Version ${n}` });

async function collect(events: AsyncIterable<StoredEvent>): Promise<ChainedEvent[]> {
  const collected: ChainedEvent[] = [];
  for await (const { record } of events) collected.push(ChainedEvent.parse(record));
  return collected;
}

onEach(ledgerBackends, (bench) => {
  describe('policies', () => {
    const save = (after: PolicyRecord, before?: PolicyRecord) =>
      bench().ledger.commit([{ kind: 'policy', after, ...(before && { before }) }], []);

    test('the current ones are seen at once, under a new revision', async () => {
      const { policies } = bench();
      const empty = await policies.current();
      expect(empty.policies).toEqual([]);
      await save(version(1));
      await save(buildApprovalPolicy());
      await save(buildSettings());
      const three = await policies.current();
      expect(three.revision).not.toBe(empty.revision);
      expect(new Set(three.policies.map(({ kind }) => kind))).toEqual(
        new Set(['eligibility', 'approval', 'settings']),
      );
      expect(await policies.current()).toEqual(three);
      await save(version(2), version(1));
      const changed = await policies.current();
      expect(changed.revision).not.toBe(three.revision);
      expect(changed.policies).toContainEqual(version(2));
      expect(changed.policies).not.toContainEqual(version(1));
      expect(await policies.read('eligibility', 'eligibility-1')).toEqual(version(2));
      expect(await policies.read('approval', 'eligibility-1')).toBeUndefined();
    });

    test('every version is kept, newest first', async () => {
      const { policies } = bench();
      for (let n = 1; n <= 11; n += 1) await save(version(n), n > 1 ? version(n - 1) : undefined);
      const first = await policies.versions('eligibility', 'eligibility-1', { limit: 5 });
      expect(first.items.map((item) => item.version)).toEqual([11, 10, 9, 8, 7]);
      const second = await policies.versions('eligibility', 'eligibility-1', {
        limit: 5,
        cursor: first.cursor,
      });
      expect(second.items.map((item) => item.version)).toEqual([6, 5, 4, 3, 2]);
      const third = await policies.versions('eligibility', 'eligibility-1', {
        limit: 5,
        cursor: second.cursor,
      });
      expect(third).toEqual({ items: [version(1)] });
      await expect(
        policies.versions('approval', 'approval-1', { limit: 5, cursor: first.cursor }),
      ).rejects.toThrow(expect.objectContaining({ name: 'InvalidCursorError' }));
    });

    test('G11: of two edits of one version the second is told', async () => {
      await save(version(1));
      expect(await save(version(2), version(1))).toEqual({ kind: 'committed' });
      expect(await save(version(2), version(1))).toEqual({
        kind: 'conflict',
        on: 'policy#eligibility#eligibility-1',
      });
    });

    test('edits of different policies at once are all written', async () => {
      const results = await Promise.all(
        Array.from({ length: 5 }, (_, n) => save(buildApprovalPolicy({ id: `approval-${n}` }))),
      );
      expect(results).toEqual(Array.from({ length: 5 }, () => ({ kind: 'committed' })));
      expect((await bench().policies.current()).policies).toHaveLength(5);
    });
  });

  describe('the audit trail', () => {
    test('gives every event of a day, of all streams, in order within each stream', async () => {
      const { ledger, trail } = bench();
      const streams = Array.from({ length: 9 }, (_, n) => `request#r${n}`);
      for (const days of [0, 1, 2])
        for (const stream of streams)
          for (const part of [1, 2])
            await ledger.commit([], [buildEvent({ stream, at: START + days * DAY, data: { days, part } })]);
      const days = [0, 1, 2, 3].map((n) => collect(trail.day(dayOf(START + n * DAY))));
      const [first = [], second = [], third = [], none] = await Promise.all(days);
      expect([first, second, third].map((events) => events.length)).toEqual([18, 18, 18]);
      expect(none).toEqual([]);
      expect(verifyChain([...first, ...second, ...third], sha256)).toEqual({ ok: true, events: 54 });
      expect(new Set(second.map(({ data }) => data.days))).toEqual(new Set([1]));
    });

    test('files an event under its UTC day, to the millisecond', async () => {
      const { ledger, trail } = bench();
      const midnight = START - (START % DAY) + DAY;
      await ledger.commit([], [buildEvent({ at: midnight - 1 })]);
      await ledger.commit([], [buildEvent({ at: midnight })]);
      expect(await collect(trail.day(dayOf(midnight - 1)))).toMatchObject([{ sequence: 1 }]);
      expect(await collect(trail.day(dayOf(midnight)))).toMatchObject([{ sequence: 2 }]);
    });

    test('gives each event with the place where it lies', async () => {
      const { ledger, trail } = bench();
      await ledger.commit([], [buildEvent({ stream: 'settings' })]);
      const places: StoredEvent[] = [];
      for await (const stored of trail.day(dayOf(START))) places.push(stored);
      expect(places).toMatchObject([{ stream: 'settings', sequence: 1, record: { stream: 'settings' } }]);
    });
  });

  describe('the daily roots', () => {
    const head = (n: number): StreamHead => ({
      stream: `request#${n}`,
      first: 1,
      last: n + 1,
      hash: sha256(String(n)),
    });
    const signed = (day: string, list: readonly StreamHead[] = []): SignedRoot => ({
      root: rootOf(day, list, '0'.repeat(64), sha256),
      signature: 'c2ln',
    });
    const kept = async (day: string) => {
      const heads: unknown[] = [];
      for await (const one of bench().roots.heads(day)) heads.push(one);
      return heads;
    };

    test('are kept with their heads, in the order of days', async () => {
      const { roots } = bench();
      expect(await roots.latest()).toBeUndefined();
      const many = Array.from({ length: 2_300 }, (_, n) => head(n));
      expect(await roots.add(signed('2026-03-01', many), many)).toBe(true);
      expect(await roots.add(signed('2026-03-02'), [])).toBe(true);
      expect(await roots.latest()).toEqual(signed('2026-03-02'));
      const all: StoredRoot[] = [];
      for await (const stored of roots.all()) all.push(stored);
      expect(all).toEqual([
        { day: '2026-03-01', record: signed('2026-03-01', many) },
        { day: '2026-03-02', record: signed('2026-03-02') },
      ]);
      expect(await kept('2026-03-01')).toEqual(many);
      expect(await kept('2026-03-02')).toEqual([]);
    });

    test('G11: of two roots of one day the first stays, and the second is told', async () => {
      const { roots } = bench();
      const added = await Promise.all(
        Array.from({ length: 10 }, (_, n) =>
          roots.add({ ...signed('2026-03-01', [head(1)]), signature: `a2V${n}` }, [head(1)]),
        ),
      );
      expect(added.filter(Boolean)).toHaveLength(1);
      expect(await kept('2026-03-01')).toEqual([head(1)]);
    });
  });
});
