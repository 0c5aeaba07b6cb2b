import { createHash } from 'node:crypto';
import type { ChainedEvent } from '../../core/model/audit-event';
import { DAY, HOUR } from '../../core/model/instant';
import type { PolicyRecord } from '../../core/model/policy';
import { verifyChain } from '../../core/rules/audit-chain';
import { buildApprovalPolicy, buildEligibilityPolicy, buildEvent, buildSettings } from '../support/build';
import { START } from '../support/fakes';
import { ledgerBackends, onEach } from './support/ledger-bench';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const version = (n: number) => buildEligibilityPolicy({ version: n, name: `Version ${n}` });

async function collect(events: AsyncIterable<ChainedEvent>): Promise<ChainedEvent[]> {
  const collected: ChainedEvent[] = [];
  for await (const event of events) collected.push(event);
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
    test('gives every event of a time, over days and streams, in order within each stream', async () => {
      const { ledger, trail } = bench();
      const streams = Array.from({ length: 9 }, (_, n) => `request#r${n}`);
      for (const days of [0, 1, 2])
        for (const stream of streams)
          await ledger.commit([], [buildEvent({ stream, at: START + days * DAY, data: { days } })]);
      const everything = await collect(trail.between(START, START + 2 * DAY + 1));
      expect(everything).toHaveLength(27);
      expect(verifyChain(everything, sha256)).toEqual({ ok: true, events: 27 });
      const middle = await collect(trail.between(START + HOUR, START + 2 * DAY));
      expect(middle.map(({ data }) => data.days)).toEqual(Array.from({ length: 9 }, () => 1));
      expect(await collect(trail.between(START + 3 * DAY, START + 4 * DAY))).toEqual([]);
    });

    test('takes the start of a time in and leaves its end out', async () => {
      const { ledger, trail } = bench();
      await ledger.commit([], [buildEvent({ at: START })]);
      expect(await collect(trail.between(START, START + 1))).toHaveLength(1);
      expect(await collect(trail.between(START - 1, START))).toHaveLength(0);
    });
  });
});
