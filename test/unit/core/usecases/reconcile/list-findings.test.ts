import { MINUTE, toIso } from '../../../../../core/model/instant';
import { type Settings, SETTINGS_ID, SettingsBody } from '../../../../../core/model/policy';
import { HOURGLASS } from '../../../../../core/usecases/events';
import { listFindings } from '../../../../../core/usecases/list-findings';
import { reconcile } from '../../../../../core/usecases/reconcile/reconcile';
import { Viewers } from '../../../../../core/usecases/caller-identity';
import { ACCOUNTS, GROUPS, PEOPLE, PERMISSION_SETS } from '../../../../support/build';
import { START } from '../../../../support/fakes';
import { buildWorld, DEFAULT_POLICIES } from '../../../../support/world';

const held = {
  kind: 'account-assignment',
  accountId: ACCOUNTS.payments,
  permissionSetArn: PERMISSION_SETS.readOnly,
} as const;

type Query = Parameters<typeof listFindings>[0]['query'];

async function listAs(name: keyof typeof PEOPLE, query: Partial<Query> = {}, policies = DEFAULT_POLICIES) {
  const world = buildWorld(policies);
  world.holdings.provisioned.set(held.permissionSetArn, [held.accountId]);
  for (const userId of [PEOPLE.eve, 'somebody-deleted']) world.grants.give(userId, held);
  await reconcile(world.ports);
  const viewers = new Viewers(world.ports, { auditorGroupId: GROUPS.auditors, adminGroupId: GROUPS.admins });
  const viewer = await viewers.now({ userId: PEOPLE[name] });
  return listFindings({ viewer, query: { limit: 25, ...query } }, world.ports);
}

describe('open findings', () => {
  it.each(['finn', 'eve'] as const)('are listed for admins and auditors (%s), with names', async (name) => {
    const names = { accountName: 'Payments Production', permissionSetName: 'ReadOnly' };
    expect(await listAs(name)).toMatchObject({
      kind: 'found',
      value: {
        items: [
          { kind: 'unknown-assignment', person: 'somebody-deleted', plan: 'report', ...names },
          { kind: 'unknown-assignment', person: 'Eve Lindqvist', plan: 'report', ...names },
        ],
      },
    });
  });

  it.each(['ada', 'cleo'] as const)('G8: do not exist for anybody else (%s)', async (name) => {
    expect(await listAs(name)).toEqual({ kind: 'not-found' });
  });

  it('come page by page', async () => {
    expect(await listAs('finn', { limit: 1 })).toMatchObject({
      value: { items: [{}], cursor: expect.any(String) },
    });
  });

  it.each<[string, Partial<Query>, string[]]>([
    ['a person', { q: 'LINDQ' }, ['Eve Lindqvist']],
    ['an account by name', { q: 'payments' }, ['somebody-deleted', 'Eve Lindqvist']],
    ['an account by id', { q: ACCOUNTS.shop }, []],
    ['its kind', { kind: 'unknown-assignment', q: 'readonly' }, ['somebody-deleted', 'Eve Lindqvist']],
    ['another kind', { kind: 'overdue' }, []],
  ])('are narrowed to %s', async (_name, query, people) => {
    const answer = await listAs('finn', query);
    expect(answer.kind === 'found' && answer.value.items.map(({ person }) => person)).toEqual(people);
  });

  it('say when their removal is asked for, when the settings want it', async () => {
    const body = SettingsBody.parse({ unknownAssignments: 'end', unknownGraceMinutes: 30 });
    const history = { version: 1, changedAt: 0, changedBy: HOURGLASS };
    const settings: Settings = { ...body, ...history, kind: 'settings', id: SETTINGS_ID };
    const endsAt = toIso(START + 30 * MINUTE);
    expect(await listAs('finn', { limit: 1 }, [...DEFAULT_POLICIES, settings])).toMatchObject({
      value: { items: [{ since: toIso(START), plan: 'end', endsAt }] },
    });
  });
});
