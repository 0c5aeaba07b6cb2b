import { createHash } from 'node:crypto';
import { HOUR } from '../../core/model/instant';
import { verifyChain } from '../../core/rules/audit-chain';
import {
  buildAssignment,
  buildEligibilityPolicy,
  buildEntitlement,
  buildEvent,
  buildLease,
  buildRequest,
  buildTarget,
  PEOPLE,
} from '../support/build';
import { START } from '../support/fakes';
import { ledgerBackends, onEach } from './support/ledger-bench';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const created = buildRequest();
const event = buildEvent();
const entry = {
  userId: PEOPLE.ada,
  key: 'key-1',
  bodyHash: 'hash',
  requestId: 'request-1',
  expiresAt: START + HOUR,
};

onEach(ledgerBackends, (bench) => {
  describe('commit', () => {
    test('G9: writes records and their events together', async () => {
      const { ledger, requests, assignments, trail } = bench();
      const result = await ledger.commit(
        [
          { kind: 'request', after: created },
          { kind: 'lease', after: buildLease() },
          { kind: 'assignment', after: buildAssignment() },
          { kind: 'idempotency', entry },
        ],
        [event, buildEvent({ type: 'RequestApproved', data: { nested: [1, 0.5, null, { text: '' }] } })],
      );
      expect(result).toEqual({ kind: 'committed' });
      expect(await requests.read('request-1')).toEqual(created);
      expect(await requests.readLease('request-1', 'lease-1')).toEqual(buildLease());
      expect(await assignments.read(PEOPLE.ada, buildEntitlement())).toEqual(buildAssignment());
      expect(await requests.idempotency(PEOPLE.ada, 'key-1')).toEqual(entry);
      const events = await trail.stream('request#request-1');
      expect(events.map(({ type, sequence }) => [type, sequence])).toEqual([
        ['RequestCreated', 1],
        ['RequestApproved', 2],
      ]);
      expect(verifyChain(events, sha256)).toEqual({ ok: true, events: 2 });
    });

    test('finds nothing that was never written', async () => {
      const { requests, assignments, trail } = bench();
      expect(await requests.read('request-1')).toBeUndefined();
      expect(await requests.readLease('request-1', 'lease-1')).toBeUndefined();
      expect(await requests.leasesOf('request-1')).toEqual([]);
      expect(await assignments.read(PEOPLE.ada, buildEntitlement())).toBeUndefined();
      expect(await requests.idempotency(PEOPLE.ada, 'key-1')).toBeUndefined();
      expect(await trail.stream('request#request-1')).toEqual([]);
    });

    test('G9: writes nothing, not even the event, when one record has changed since it was read', async () => {
      const { ledger, requests, trail } = bench();
      await ledger.commit([{ kind: 'request', after: created }], [event]);
      const second = buildRequest({ revision: 2, justification: 'Second' });
      await ledger.commit([{ kind: 'request', before: created, after: second }], [event]);
      const stale = await ledger.commit(
        [
          { kind: 'lease', after: buildLease() },
          { kind: 'request', before: created, after: buildRequest({ revision: 2, justification: 'Late' }) },
        ],
        [event],
      );
      expect(stale).toEqual({ kind: 'conflict', on: 'request#request-1' });
      expect(await requests.read('request-1')).toEqual(second);
      expect(await requests.leasesOf('request-1')).toEqual([]);
      expect(await trail.stream('request#request-1')).toHaveLength(2);
    });

    test.each([
      ['a request', { kind: 'request', after: created } as const, 'request#request-1'],
      ['a lease', { kind: 'lease', after: buildLease() } as const, 'lease#lease-1'],
      [
        'a policy',
        { kind: 'policy', after: buildEligibilityPolicy() } as const,
        'policy#eligibility#eligibility-1',
      ],
      ['an idempotency key', { kind: 'idempotency', entry } as const, 'idempotency#user-ada#key-1'],
      [
        'an assignment',
        { kind: 'assignment', after: buildAssignment() } as const,
        `assignment#user-ada#account-assignment#100000000002#${buildEntitlement().permissionSetArn}`,
      ],
    ])('names %s that exists already', async (_, change, on) => {
      const { ledger } = bench();
      expect(await ledger.commit([change], [])).toEqual({ kind: 'committed' });
      expect(await ledger.commit([change], [])).toEqual({ kind: 'conflict', on });
    });

    test('an idempotency key can be used again when its time is over', async () => {
      const { ledger, requests, clock } = bench();
      await ledger.commit([{ kind: 'idempotency', entry }], []);
      clock.advance(HOUR);
      expect(await requests.idempotency(PEOPLE.ada, 'key-1')).toBeUndefined();
      const again = { ...entry, requestId: 'request-2', expiresAt: START + 2 * HOUR };
      expect(await ledger.commit([{ kind: 'idempotency', entry: again }], [])).toEqual({ kind: 'committed' });
      expect(await requests.idempotency(PEOPLE.ada, 'key-1')).toEqual(again);
    });

    test('of two requests that were judged by the same live ones only the first is written', async () => {
      const { ledger, requests } = bench();
      const asked = { kind: 'asked', beneficiaryId: PEOPLE.ada } as const;
      expect(await requests.askedCount(PEOPLE.ada)).toBe(0);
      const second = buildRequest({ id: 'request-2' });
      expect(
        await ledger.commit(
          [
            { kind: 'request', after: created },
            { ...asked, before: 0 },
          ],
          [event],
        ),
      ).toEqual({
        kind: 'committed',
      });
      expect(await requests.askedCount(PEOPLE.ada)).toBe(1);
      expect(
        await ledger.commit(
          [
            { kind: 'request', after: second },
            { ...asked, before: 0 },
          ],
          [event],
        ),
      ).toEqual({
        kind: 'conflict',
        on: `asked#${PEOPLE.ada}`,
      });
      expect(await requests.read('request-2')).toBeUndefined();
      expect(
        await ledger.commit(
          [
            { kind: 'request', after: second },
            { ...asked, before: 1 },
          ],
          [event],
        ),
      ).toEqual({
        kind: 'committed',
      });
      expect(await requests.askedCount(PEOPLE.ada)).toBe(2);
      expect(await requests.askedCount(PEOPLE.ben)).toBe(0);
      expect(await requests.liveOf(PEOPLE.ada)).toHaveLength(2);
    });

    test('leases come in the order of the targets', async () => {
      const { ledger, requests } = bench();
      const targets = [buildTarget('shop', 'admin'), buildTarget('payments'), buildTarget('development')];
      const leases = targets.map((target, index) => buildLease({ id: `lease-${9 - index}`, target }));
      await ledger.commit([{ kind: 'request', after: buildRequest({ targets }) }], []);
      await ledger.commit(
        leases.map((after) => ({ kind: 'lease', after })),
        [],
      );
      expect(await requests.leasesOf('request-1')).toEqual(leases);
    });

    test('time never runs backwards within a stream', async () => {
      const { ledger, trail } = bench();
      await ledger.commit([], [buildEvent({ at: START + 5 })]);
      await ledger.commit([], [buildEvent({ at: START })]);
      const events = await trail.stream('request#request-1');
      expect(events.map(({ at }) => at)).toEqual([START + 5, START + 5]);
      expect(verifyChain(events, sha256).ok).toBe(true);
    });
  });

  describe('refuses as a bug', () => {
    test.each([
      ['a commit of nothing', [], []],
      ['a version that was not counted', [{ kind: 'request', before: created, after: created } as const], []],
      ['a new record at version 2', [{ kind: 'request', after: buildRequest({ revision: 2 }) } as const], []],
      [
        'one record twice',
        [{ kind: 'request', after: created } as const, { kind: 'request', after: created } as const],
        [],
      ],
      [
        'a change from another record',
        [
          {
            kind: 'lease',
            before: buildLease(),
            after: buildLease({ id: 'lease-2', version: 2 }),
          } as const,
        ],
        [],
      ],
      ['a record that does not parse', [{ kind: 'lease', after: { ...buildLease(), id: 7 } } as never], []],
      ['an event that does not parse', [], [{ ...event, type: 'Nonsense' } as never]],
    ])('%s', async (_, changes, events) => {
      await expect(bench().ledger.commit(changes, events)).rejects.toThrow(
        expect.objectContaining({ name: 'InvalidCommitError' }),
      );
    });

    test('more than one transaction can hold', async () => {
      const events = Array.from({ length: 101 }, () => event);
      await expect(bench().ledger.commit([], events)).rejects.toThrow(
        expect.objectContaining({ name: 'CommitTooLargeError' }),
      );
    });
  });

  describe('races', () => {
    test('G11: of 50 commits on one version exactly one is written', async () => {
      const { ledger, requests, trail } = bench();
      await ledger.commit([{ kind: 'request', after: created }], [event]);
      const results = await Promise.all(
        Array.from({ length: 50 }, (_, n) =>
          ledger.commit(
            [
              {
                kind: 'request',
                before: created,
                after: buildRequest({ revision: 2, justification: `Number ${n}` }),
              },
            ],
            [buildEvent({ type: 'DecisionRecorded', data: { n } })],
          ),
        ),
      );
      const won = results.flatMap((result, n) => (result.kind === 'committed' ? [n] : []));
      expect(won).toHaveLength(1);
      expect(results.filter((result) => result.kind === 'conflict')).toEqual(
        Array.from({ length: 49 }, () => ({ kind: 'conflict', on: 'request#request-1' })),
      );
      expect((await requests.read('request-1'))?.justification).toBe(`Number ${won[0]}`);
      const events = await trail.stream('request#request-1');
      expect(events.map(({ data }) => data)).toEqual([{}, { n: won[0] }]);
      expect(verifyChain(events, sha256)).toEqual({ ok: true, events: 2 });
    });

    test('G9: events of one stream that are written at once all get a place in an unbroken chain', async () => {
      const { ledger, trail } = bench();
      const results = await Promise.all(
        Array.from({ length: 6 }, (_, n) =>
          ledger.commit(
            [{ kind: 'lease', after: buildLease({ id: `lease-${n}` }) }],
            [buildEvent({ data: { n } })],
          ),
        ),
      );
      expect(results).toEqual(Array.from({ length: 6 }, () => ({ kind: 'committed' })));
      const events = await trail.stream('request#request-1');
      expect(new Set(events.map(({ data }) => data.n)).size).toBe(6);
      expect(verifyChain(events, sha256)).toEqual({ ok: true, events: 6 });
    });
  });
});
