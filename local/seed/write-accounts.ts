import {
  CloseAccountCommand,
  CreateAccountCommand,
  CreateOrganizationalUnitCommand,
  DescribeCreateAccountStatusCommand,
  DescribeOrganizationCommand,
  ListRootsCommand,
  MoveAccountCommand,
  type OrganizationsClient,
} from '@aws-sdk/client-organizations';
import type { Account, OrganizationalUnit } from '../../core/model/directory';
import { MAIL_DOMAIN } from '../places';
import { must } from './context';
import { ACCOUNTS, type SeedAccount, SUSPENDED_ACCOUNT } from './data/accounts';
import { UNITS } from './data/units';

/** The organization as it was written. */
export type WrittenAccounts = {
  readonly managementAccountId: string;
  readonly units: readonly (OrganizationalUnit & { readonly seedPath: string })[];
  readonly accounts: readonly Account[];
};

/** Creates the unit tree and the accounts in it. */
export async function writeAccounts(client: OrganizationsClient): Promise<WrittenAccounts> {
  const [{ Organization }, { Roots = [] }] = await Promise.all([
    client.send(new DescribeOrganizationCommand({})),
    client.send(new ListRootsCommand({})),
  ]);
  const rootId = must(Roots[0]?.Id, 'root');
  const managementAccountId = must(Organization?.MasterAccountId, 'management account');
  const units = await createUnits(client, rootId);
  const created = await Promise.all(ACCOUNTS.map((account) => createAccount(client, account, rootId, units)));
  const management: Account = {
    id: managementAccountId,
    name: 'Management',
    email: must(Organization?.MasterAccountEmail, 'address of the management account'),
    status: 'ACTIVE',
    path: [rootId],
    tags: {},
  };
  return { managementAccountId, units: [...units.values()], accounts: [management, ...created] };
}

type Units = ReadonlyMap<string, WrittenAccounts['units'][number]>;

/** Level by level: a parent has to be there before its children. */
async function createUnits(client: OrganizationsClient, rootId: string): Promise<Units> {
  const root = { id: rootId, name: 'Root', path: [], seedPath: '' };
  const units = new Map<string, WrittenAccounts['units'][number]>([['', root]]);
  for (const depth of [1, 2, 3]) {
    const level = UNITS.filter((path) => path.split('/').length === depth);
    await Promise.all(
      level.map(async (seedPath) => {
        const parent = must(units.get(parentOf(seedPath)), `parent of ${seedPath}`);
        const name = seedPath.split('/').at(-1) ?? seedPath;
        const { OrganizationalUnit: unit } = await client.send(
          new CreateOrganizationalUnitCommand({ ParentId: parent.id, Name: name }),
        );
        const id = must(unit?.Id, `id of ${seedPath}`);
        units.set(seedPath, { id, name, path: [...parent.path, parent.id], seedPath });
      }),
    );
  }
  return units;
}

const parentOf = (path: string) => path.split('/').slice(0, -1).join('/');

async function createAccount(
  client: OrganizationsClient,
  { name, unit, tags }: SeedAccount,
  rootId: string,
  units: Units,
): Promise<Account> {
  const email = `aws-${name}@${MAIL_DOMAIN}`;
  const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  const asked = await client.send(new CreateAccountCommand({ AccountName: name, Email: email, Tags }));
  const { CreateAccountStatus: status } = await client.send(
    new DescribeCreateAccountStatusCommand({ CreateAccountRequestId: asked.CreateAccountStatus?.Id }),
  );
  const id = must(status?.AccountId, `id of ${name}`);
  const parent = must(units.get(unit), `unit ${unit}`);
  await client.send(
    new MoveAccountCommand({ AccountId: id, SourceParentId: rootId, DestinationParentId: parent.id }),
  );
  const isClosed = name === SUSPENDED_ACCOUNT;
  if (isClosed) await client.send(new CloseAccountCommand({ AccountId: id }));
  return {
    id,
    name,
    email,
    status: isClosed ? 'SUSPENDED' : 'ACTIVE',
    path: [...parent.path, parent.id],
    tags: { ...tags },
  };
}
