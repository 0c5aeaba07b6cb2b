import { type Finding, findingId } from '../../core/model/finding';
import { MINUTE } from '../../core/model/instant';
import { buildAssignment, buildEntitlement, buildEvent, PEOPLE } from '../support/build';
import { START } from '../support/fakes';
import { ledgerBackends, onEach } from './support/ledger-bench';

const entitlement = buildEntitlement();
const elsewhere = buildEntitlement('shop');

const finding = (more: Partial<Finding> = {}): Finding => ({
  id: findingId('unknown-assignment', more.entitlement ?? entitlement, more.beneficiaryId ?? PEOPLE.ada),
  kind: 'unknown-assignment',
  beneficiaryId: PEOPLE.ada,
  entitlement,
  since: START,
  version: 1,
  ...more,
});
const event = buildEvent({ stream: 'assignment#a', type: 'AssignmentUnknown' });

onEach(ledgerBackends, (bench) => {
  test('a finding is opened once, changed on its version, and settled', async () => {
    const { ledger, findings } = bench();
    const before = finding();
    expect(await findings.read(before.id)).toBeUndefined();
    expect(await ledger.commit([{ kind: 'finding', after: before }], [event])).toEqual({ kind: 'committed' });
    expect(await ledger.commit([{ kind: 'finding', after: before }], [event])).toMatchObject({
      kind: 'conflict',
    });
    const after = finding({ endAskedAt: START + MINUTE, version: 2 });
    await ledger.commit([{ kind: 'finding', before, after }], [event]);
    expect(await findings.read(before.id)).toEqual(after);
    expect(await ledger.commit([{ kind: 'finding-settled', before }], [event])).toMatchObject({
      kind: 'conflict',
    });
    await ledger.commit([{ kind: 'finding-settled', before: after }], [event]);
    expect(await findings.read(before.id)).toBeUndefined();
    expect(await ledger.commit([{ kind: 'finding-settled', before: after }], [event])).toMatchObject({
      kind: 'conflict',
    });
  });

  test('findings of one account and permission set stand together; all come page by page', async () => {
    const { ledger, findings } = bench();
    const all = [finding(), finding({ beneficiaryId: PEOPLE.ben }), finding({ entitlement: elsewhere })];
    for (const after of all) await ledger.commit([{ kind: 'finding', after }], [event]);
    expect((await findings.of(entitlement)).map(({ id }) => id)).toEqual([all[0]!.id, all[1]!.id]);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await findings.list({ limit: 2, cursor });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.cursor;
    } while (cursor !== undefined);
    expect(seen).toEqual(all.map(({ id }) => id));
    await expect(findings.list({ limit: 1, cursor: 'x' })).rejects.toThrow(
      expect.objectContaining({ name: 'InvalidCursorError' }),
    );
  });

  test('records of one account and permission set are found together', async () => {
    const { ledger, assignments } = bench();
    const records = [
      buildAssignment(),
      buildAssignment({ beneficiaryId: PEOPLE.ben }),
      buildAssignment({ entitlement: elsewhere }),
    ];
    for (const after of records) await ledger.commit([{ kind: 'assignment', after }], []);
    const found = await assignments.of(entitlement);
    expect(found.map(({ beneficiaryId }) => beneficiaryId).toSorted()).toEqual([PEOPLE.ada, PEOPLE.ben]);
    expect(await assignments.of(elsewhere)).toEqual([records[2]]);
  });
});
