import {
  type Account as AwsAccount,
  ListAccountsForParentCommand,
  ListOrganizationalUnitsForParentCommand,
  ListRootsCommand,
  ListTagsForResourceCommand,
  type OrganizationalUnit as AwsUnit,
  type OrganizationsClient,
} from '@aws-sdk/client-organizations';
import type { Account, OrganizationalUnit } from '../../core/model/directory';
import { accountStatus } from '../account-status';
import { allPages, bounded } from '../paged';
import { given } from '../unexpected-answer-error';

/** Organizations allows few calls a second; the SDK's retries do the rest. */
const AT_ONCE = 4;

/** Every unit and account of the organization, from the roots down. */
export async function readTree(
  client: OrganizationsClient,
): Promise<{ units: OrganizationalUnit[]; accounts: Account[] }> {
  const units: OrganizationalUnit[] = [];
  const accounts: Account[] = [];
  let level = (await roots(client)).map(({ Id, Name }) => unitOf(Id, Name, []));
  while (level.length > 0) {
    units.push(...level);
    const below = await bounded(level, AT_ONCE, (unit) => readUnit(client, unit));
    accounts.push(...below.flatMap((part) => part.accounts));
    level = below.flatMap((part) => part.units);
  }
  return { units, accounts };
}

async function readUnit(client: OrganizationsClient, unit: OrganizationalUnit) {
  const path = [...unit.path, unit.id];
  const [children, held] = [await unitsBelow(client, unit.id), await accountsIn(client, unit.id)];
  return {
    units: children.map(({ Id, Name }) => unitOf(Id, Name, path)),
    accounts: await bounded(held, AT_ONCE, (account) => accountOf(client, account, path)),
  };
}

async function accountOf(client: OrganizationsClient, account: AwsAccount, path: string[]): Promise<Account> {
  const id = given(account.Id, 'Id of an account');
  return {
    id,
    name: account.Name ?? id,
    email: account.Email ?? '',
    status: accountStatus(account),
    path,
    tags: await tagsOf(client, id),
  };
}

const unitOf = (id: string | undefined, name: string | undefined, path: string[]): OrganizationalUnit => ({
  id: given(id, 'Id of a unit'),
  name: name ?? '',
  path,
});

const roots = (client: OrganizationsClient) =>
  allPages(async (NextToken) => {
    const page = await client.send(new ListRootsCommand({ NextToken }));
    return { items: page.Roots, next: page.NextToken };
  });

const unitsBelow = (client: OrganizationsClient, ParentId: string) =>
  allPages<AwsUnit>(async (NextToken) => {
    const page = await client.send(new ListOrganizationalUnitsForParentCommand({ ParentId, NextToken }));
    return { items: page.OrganizationalUnits, next: page.NextToken };
  });

const accountsIn = (client: OrganizationsClient, ParentId: string) =>
  allPages<AwsAccount>(async (NextToken) => {
    const page = await client.send(new ListAccountsForParentCommand({ ParentId, NextToken }));
    return { items: page.Accounts, next: page.NextToken };
  });

async function tagsOf(client: OrganizationsClient, ResourceId: string): Promise<Record<string, string>> {
  const tags = await allPages(async (NextToken) => {
    const page = await client.send(new ListTagsForResourceCommand({ ResourceId, NextToken }));
    return { items: page.Tags, next: page.NextToken };
  });
  return Object.fromEntries(tags.map(({ Key, Value }) => [given(Key, 'Key'), given(Value, 'Value')]));
}
