import { listFindings } from '../../../../../core/usecases/list-findings';
import { reconcile } from '../../../../../core/usecases/reconcile/reconcile';
import { Viewers } from '../../../../../core/usecases/caller-identity';
import { ACCOUNTS, GROUPS, PEOPLE, PERMISSION_SETS } from '../../../../support/build';
import { buildWorld } from '../../../../support/world';

const held = {
  kind: 'account-assignment',
  accountId: ACCOUNTS.payments,
  permissionSetArn: PERMISSION_SETS.readOnly,
} as const;

async function listAs(name: keyof typeof PEOPLE, limit = 25) {
  const world = buildWorld();
  world.holdings.provisioned.set(held.permissionSetArn, [held.accountId]);
  for (const userId of [PEOPLE.eve, 'somebody-deleted']) world.grants.give(userId, held);
  await reconcile(world.ports);
  const viewers = new Viewers(world.ports, { auditorGroupId: GROUPS.auditors, adminGroupId: GROUPS.admins });
  const viewer = await viewers.now({ userId: PEOPLE[name] });
  return listFindings({ viewer, query: { limit } }, world.ports);
}

describe('open findings', () => {
  it.each(['finn', 'eve'] as const)('are listed for admins and auditors (%s), with names', async (name) => {
    const names = { accountName: 'Payments Production', permissionSetName: 'ReadOnly' };
    expect(await listAs(name)).toMatchObject({
      kind: 'found',
      value: {
        items: [
          { kind: 'unknown-assignment', person: 'somebody-deleted', ...names },
          { kind: 'unknown-assignment', person: 'Eve Lindqvist', ...names },
        ],
      },
    });
  });

  it.each(['ada', 'cleo'] as const)('G8: do not exist for anybody else (%s)', async (name) => {
    expect(await listAs(name)).toEqual({ kind: 'not-found' });
  });

  it('come page by page', async () => {
    expect(await listAs('finn', 1)).toMatchObject({ value: { items: [{}], cursor: expect.any(String) } });
  });
});
