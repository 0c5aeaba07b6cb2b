import type { DirectorySnapshot } from '../../core/model/directory';
import type { Assignment } from '../aws/identity-center/state';
import type { SeedContext } from './context';
import { MANAGEMENT_ONLY } from './data/permission-sets';
import { STANDING, type Standing } from './data/standing';
import { SampleOrganization } from './organization';
import { writeAccounts } from './write-accounts';
import { writePeople } from './write-people';
import { writePermissionSets } from './write-permission-sets';

/** Writes accounts, people, permission sets and who held what before Hourglass came. */
export async function writeDirectory(context: SeedContext): Promise<SampleOrganization> {
  const { clients, identityStoreId, setUserStatus } = context;
  const [organization, identities, permissionSets] = await Promise.all([
    writeAccounts(clients.organizations),
    writePeople({ client: clients.identityStore, identityStoreId, setUserStatus }),
    writePermissionSets(context),
  ]);
  const snapshot: DirectorySnapshot = {
    takenAt: context.clock.now(),
    revision: 'seed',
    managementAccountId: organization.managementAccountId,
    organizationalUnits: organization.units.map(({ id, name, path }) => ({ id, name, path })),
    accounts: [...organization.accounts],
    permissionSets,
    groups: [...identities.groups],
    people: [...identities.people],
    members: { ...identities.members },
  };
  const names = new SampleOrganization(
    {
      units: idsBy(organization.units, 'seedPath', 'id'),
      accounts: idsBy(organization.accounts, 'name', 'id'),
      permissionSets: idsBy(permissionSets, 'name', 'arn'),
      groups: idsBy(identities.groups, 'name', 'id'),
      people: idsBy(identities.people, 'userName', 'userId'),
    },
    snapshot,
  );
  for (const assignment of standingAssignments(names)) context.assignOutside(assignment);
  return names;
}

/** What people and groups held before Hourglass came. */
export function standingAssignments(names: SampleOrganization): Assignment[] {
  const management: Assignment = {
    accountId: names.snapshot.managementAccountId,
    permissionSetArn: names.permissionSet(MANAGEMENT_ONLY),
    principalType: 'USER',
    principalId: names.userId('adm'),
  };
  return [management, ...STANDING.map((standing) => assignmentOf(standing, names))];
}

function assignmentOf({ holder, account, permissionSet }: Standing, names: SampleOrganization): Assignment {
  const target = {
    accountId: names.account(account),
    permissionSetArn: names.permissionSet(permissionSet),
  };
  return 'person' in holder
    ? { ...target, principalType: 'USER', principalId: names.userId(holder.person) }
    : { ...target, principalType: 'GROUP', principalId: names.group(holder.group) };
}

function idsBy<K extends string, V extends string>(
  items: readonly Readonly<Record<K | V, string>>[],
  name: K,
  id: V,
): Record<string, string> {
  return Object.fromEntries(items.map((item) => [item[name], item[id]]));
}
