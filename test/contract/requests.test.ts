import { DAY, HOUR, MINUTE } from '../../core/model/instant';
import type { AccessRequest, PendingRequest, RequestStatus } from '../../core/model/request';
import type { Page, PageInput } from '../../core/ports/ledger';
import {
  buildDecision,
  buildLease,
  buildNeed,
  buildRequest,
  buildTarget,
  GROUPS,
  PEOPLE,
  ref,
} from '../support/build';
import { START } from '../support/fakes';
import { type LedgerBench, ledgerBackends, onEach } from './support/ledger-bench';

const idsOf = (page: Page<AccessRequest>) => page.items.map(({ id }) => id);
const all = { limit: 25 };

/** Follows the cursors to the end. */
async function allPages(
  list: (page: PageInput) => Promise<Page<AccessRequest>>,
  limit: number,
): Promise<string[][]> {
  const pages: string[][] = [];
  let cursor: string | undefined;
  do {
    const page = await list({ limit, cursor });
    pages.push(idsOf(page));
    cursor = page.cursor;
  } while (cursor !== undefined);
  return pages;
}

async function add(bench: LedgerBench, ...requests: AccessRequest[]): Promise<void> {
  for (const after of requests) await bench.ledger.commit([{ kind: 'request', after }], []);
}

/** Requests r0, r1, …, each a minute after the one before. */
const series = (count: number, overrides: (n: number) => Partial<PendingRequest> = () => ({})) =>
  Array.from({ length: count }, (_, n) =>
    buildRequest({ id: `r${String(n).padStart(2, '0')}`, createdAt: START + n * MINUTE, ...overrides(n) }),
  );

const newestFirst = (count: number) =>
  series(count)
    .map(({ id }) => id)
    .reverse();

onEach(ledgerBackends, (bench) => {
  describe('lists', () => {
    test('pages of every size give each request once, newest first', async () => {
      await add(bench(), ...series(11));
      const list = (page: PageInput) => bench().requests.listAll({}, page);
      for (const limit of [1, 3, 10, 11, 50])
        expect((await allPages(list, limit)).flat()).toEqual(newestFirst(11));
      expect((await allPages(list, 11)).length).toBe(1);
      expect((await allPages(list, 3)).map((page) => page.length)).toEqual([3, 3, 3, 2]);
    });

    test('requests of the same moment are told apart by id', async () => {
      await add(bench(), ...series(6, () => ({ createdAt: START })));
      const pages = await allPages((page) => bench().requests.listAll({}, page), 2);
      expect(pages.flat()).toEqual(newestFirst(6));
    });

    test('mine are those that I asked for and those that I get, each once', async () => {
      await add(
        bench(),
        buildRequest({ id: 'own', createdAt: START }),
        buildRequest({ id: 'for-me', requester: ref('hana'), createdAt: START + 1 }),
        buildRequest({ id: 'by-me', beneficiary: ref('ben'), createdAt: START + 2 }),
        buildRequest({
          id: 'foreign',
          requester: ref('ben'),
          beneficiary: ref('ben'),
          createdAt: START + 3,
        }),
      );
      const mine = await bench().requests.listMine(PEOPLE.ada, {}, all);
      expect(idsOf(mine)).toEqual(['by-me', 'for-me', 'own']);
      expect(mine.cursor).toBeUndefined();
    });

    test('a list without requests is one empty page', async () => {
      expect(await bench().requests.listMine(PEOPLE.ada, {}, all)).toEqual({ items: [] });
      expect(await bench().requests.listAll({}, all)).toEqual({ items: [] });
    });

    test('filters count before paging', async () => {
      await add(
        bench(),
        ...series(12, (n) => ({
          targets: [buildTarget(n % 3 === 0 ? 'shop' : 'payments')],
          ticket: n === 7 ? 'OPS-7' : 'OPS-1',
          requester: ref(n === 5 ? 'hana' : 'ada'),
        })),
      );
      const { requests } = bench();
      const inShop = await requests.listAll({ accountId: '100000000003' }, { limit: 3 });
      expect(idsOf(inShop)).toEqual(['r09', 'r06', 'r03']);
      expect(idsOf(await requests.listAll({ text: ' ops-7 ' }, all))).toEqual(['r07']);
      expect(idsOf(await requests.listAll({ text: 'HANA' }, all))).toEqual(['r05']);
      expect(idsOf(await requests.listMine(PEOPLE.ada, { text: 'shop prod' }, { limit: 2 }))).toEqual([
        'r09',
        'r06',
      ]);
      const between = { from: START + 2 * MINUTE, to: START + 5 * MINUTE };
      expect(idsOf(await requests.listAll(between, all))).toEqual(['r04', 'r03', 'r02']);
      expect(idsOf(await requests.listMine(PEOPLE.hana, between, all))).toEqual([]);
      expect(await requests.listAll({ from: START + DAY, to: START }, all)).toEqual({ items: [] });
    });

    test.each<[RequestStatus[], string[]]>([
      [['rejected'], ['r06', 'r02']],
      [
        ['rejected', 'expired'],
        ['r07', 'r06', 'r03', 'r02'],
      ],
      [
        ['rejected', 'expired', 'pending', 'cancelled'],
        ['r07', 'r06', 'r05', 'r04', 'r03', 'r02', 'r01', 'r00'],
      ],
      [['active'], []],
    ])('all of status %j', async (statuses, ids) => {
      const cycle = ['pending', 'cancelled', 'rejected', 'expired'] as const;
      for (const [n, request] of series(8).entries())
        await add(bench(), buildRequest({ ...baseOf(request), status: cycle[n % 4] ?? 'pending' }));
      const pages = await allPages((page) => bench().requests.listAll({ statuses }, page), 3);
      expect(pages.flat()).toEqual(ids);
    });
  });

  describe('an approver', () => {
    const asDan = { userId: PEOPLE.dan, groupIds: [GROUPS.leads, GROUPS.security] };

    test('sees a request as long as it is theirs to decide or to end', async () => {
      const { ledger, requests } = bench();
      const seen = async () => [
        idsOf(await requests.listInbox(asDan, {}, all)),
        idsOf(await requests.listEndable(asDan, {}, all)),
        idsOf(await requests.listDecidedBy(PEOPLE.dan, {}, all)),
      ];
      const pending = buildRequest();
      const decisions = [buildDecision({ approver: ref('dan') })];
      const scheduled = buildRequest({ status: 'scheduled', revision: 2, decisions });
      const active = buildRequest({ status: 'active', revision: 3, decisions });
      const ended = buildRequest({ status: 'ended', revision: 4, decisions });
      await add(bench(), pending);
      expect(await seen()).toEqual([['request-1'], [], []]);
      await ledger.commit([{ kind: 'request', before: pending, after: scheduled }], []);
      expect(await seen()).toEqual([[], ['request-1'], ['request-1']]);
      await ledger.commit([{ kind: 'request', before: scheduled, after: active }], []);
      expect(await seen()).toEqual([[], ['request-1'], ['request-1']]);
      await ledger.commit([{ kind: 'request', before: active, after: ended }], []);
      expect(await seen()).toEqual([[], [], ['request-1']]);
    });

    test('is named by id, by one group or by several, and sees each request once', async () => {
      const steps = (users: string[], groups: string[]) => [
        buildNeed({
          alternatives: [
            {
              policy: { id: 'p', version: 1, name: 'P' },
              steps: [{ name: '', approvers: { users, groups }, needed: 1 }],
            },
          ],
        }),
      ];
      await add(
        bench(),
        ...series(5, (n) => ({
          needs: [
            steps([PEOPLE.dan], []),
            steps([], [GROUPS.security]),
            steps([PEOPLE.dan], [GROUPS.leads, GROUPS.security]),
            steps([PEOPLE.cleo], [GROUPS.admins]),
            [],
          ][n],
        })),
      );
      const pages = await allPages((page) => bench().requests.listInbox(asDan, {}, page), 2);
      expect(pages).toEqual([['r02', 'r01'], ['r00']]);
      const nobody = { userId: PEOPLE.ben, groupIds: [] };
      expect(await bench().requests.listInbox(nobody, {}, all)).toEqual({ items: [] });
    });
  });

  test('live requests of a beneficiary', async () => {
    const statuses = ['pending', 'scheduled', 'active', 'ended', 'failed', 'cancelled'] as const;
    for (const [n, status] of statuses.entries())
      await add(bench(), buildRequest({ id: status, createdAt: START + n, status }));
    await add(bench(), buildRequest({ id: 'asked-by-ada', beneficiary: ref('ben') }));
    const live = await bench().requests.liveOf(PEOPLE.ada);
    expect(live.map(({ id }) => id)).toEqual(['active', 'scheduled', 'pending']);
  });

  test('G3: due leases are those past their end that are not over, oldest end first', async () => {
    const { ledger, requests } = bench();
    const statuses = ['scheduled', 'activating', 'active', 'ending', 'ended', 'failed'] as const;
    for (const [n, status] of statuses.entries()) {
      const after = buildLease({ id: status, status, endsAt: START + HOUR - n * MINUTE });
      await ledger.commit([{ kind: 'lease', after }], []);
    }
    const due = async (until: number, limit = 10) =>
      (await requests.dueLeases(until, limit)).map(({ id }) => id);
    expect(await due(START + HOUR)).toEqual(['ending', 'active', 'activating', 'scheduled']);
    expect(await due(START + HOUR, 2)).toEqual(['ending', 'active']);
    expect(await due(START + HOUR - 2 * MINUTE)).toEqual(['ending', 'active']);
    expect(await due(START)).toEqual([]);
    const before = buildLease({ id: 'active', status: 'active', endsAt: START + HOUR - 2 * MINUTE });
    const after = buildLease({ id: 'active', status: 'ended', version: 2 });
    await ledger.commit([{ kind: 'lease', before, after }], []);
    expect(await due(START + HOUR)).toEqual(['ending', 'activating', 'scheduled']);
  });

  test('G3: due leases come page by page too, each once, whatever the size of a page', async () => {
    const { ledger, requests } = bench();
    const ids = Array.from({ length: 23 }, (_, n) => `lease-${n}`);
    for (const [n, id] of ids.entries())
      await ledger.commit(
        [{ kind: 'lease', after: buildLease({ id, status: 'active', endsAt: START + n * MINUTE }) }],
        [],
      );
    await ledger.commit([{ kind: 'lease', after: buildLease({ id: 'over', status: 'ended' }) }], []);
    const all = async (until: number, limit: number) => {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await requests.leasesDue(until, { limit, cursor });
        expect(page.items.length).toBeLessThanOrEqual(limit);
        seen.push(...page.items.map(({ id }) => id));
        cursor = page.cursor;
      } while (cursor !== undefined);
      return seen.toSorted();
    };
    expect(await all(START + HOUR, 3)).toEqual(ids.toSorted());
    expect(await all(START + HOUR, 100)).toEqual(ids.toSorted());
    expect(await all(START + 2 * MINUTE, 1)).toEqual(['lease-0', 'lease-1', 'lease-2']);
    await expect(requests.leasesDue(START, { limit: 1, cursor: 'x' })).rejects.toThrow(
      expect.objectContaining({ name: 'InvalidCursorError' }),
    );
  });

  describe('a cursor', () => {
    test.each(['', 'x', '{}', 'bm90IGpzb24', Buffer.from('{"list":"all"}').toString('base64url')])(
      'that was made up is refused: %j',
      async (cursor) => {
        await expect(bench().requests.listAll({}, { limit: 1, cursor })).rejects.toThrow(
          expect.objectContaining({ name: 'InvalidCursorError' }),
        );
      },
    );

    test('of another list or another person is refused', async () => {
      await add(bench(), ...series(3));
      const { requests } = bench();
      const { cursor } = await requests.listMine(PEOPLE.ada, {}, { limit: 1 });
      expect(cursor).toBeDefined();
      const refused = expect.objectContaining({ name: 'InvalidCursorError' });
      await expect(requests.listMine(PEOPLE.ben, {}, { limit: 1, cursor })).rejects.toThrow(refused);
      await expect(requests.listAll({}, { limit: 1, cursor })).rejects.toThrow(refused);
    });
  });
});

/** What all statuses share, of a pending request. */
function baseOf({ expiresAt: _expiresAt, status: _status, ...base }: PendingRequest) {
  return base;
}
