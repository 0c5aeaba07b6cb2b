import { IdentitystoreClient } from '@aws-sdk/client-identitystore';
import {
  CreateAccountCommand,
  CreateOrganizationalUnitCommand,
  DescribeCreateAccountStatusCommand,
  DescribeOrganizationCommand,
  ListRootsCommand,
  MoveAccountCommand,
  OrganizationsClient,
  TagResourceCommand,
} from '@aws-sdk/client-organizations';
import { SSOAdminClient } from '@aws-sdk/client-sso-admin';
import { IdentityCenterLiveDirectory } from '../../aws/identity-center-live-directory';
import { OrganizationSource } from '../../aws/organization-source';
import { DirectorySnapshot } from '../../core/model/directory';
import type { DirectorySource, LiveDirectory } from '../../core/ports/directory';
import { account, ACCOUNTS, buildSnapshot, GROUPS, PEOPLE, SAMPLE } from '../support/build';
import { EmulatedOrganization } from '../support/emulated-organization';
import { FakeDirectory, FakeDirectorySource, FakeLiveDirectory } from '../support/fakes';
import { emulate } from './support/endpoint';
import { type Backend, onEach } from './support/ledger-bench';

/** ada is in `engineers` with 150 other groups around; `shop` is tagged and two units below the root. */
type Bench = {
  readonly live: LiveDirectory;
  readonly source: DirectorySource;
  readonly ada: string;
  readonly nobody: string;
  readonly engineers: string;
  readonly otherGroups: readonly string[];
  readonly shop: string;
  readonly path: readonly string[];
  readonly disableAda: () => void;
  readonly close: () => Promise<void>;
};

function fake(): Bench {
  const directory = new FakeDirectory(buildSnapshot());
  const live = new FakeLiveDirectory(directory);
  const disabled = (snapshot: DirectorySnapshot) => ({
    ...snapshot,
    people: snapshot.people.map((one) => (one.userId === PEOPLE.ada ? { ...one, enabled: false } : one)),
  });
  return {
    live,
    source: new FakeDirectorySource(SAMPLE),
    ada: PEOPLE.ada,
    nobody: 'user-nobody',
    engineers: GROUPS.engineers,
    otherGroups: [GROUPS.leads, GROUPS.support],
    shop: ACCOUNTS.payments,
    path: account('payments').path,
    disableAda: () => live.differ(disabled),
    close: async () => {},
  };
}

async function emulator(): Promise<Bench> {
  const world = new EmulatedOrganization();
  const endpoint = await emulate([world.organizations, world.identityStore, world.ssoAdmin], world.clock);
  const organizations = new OrganizationsClient(endpoint.config);
  const identityStore = new IdentitystoreClient(endpoint.config);
  const ssoAdmin = new SSOAdminClient(endpoint.config);
  const { path, shop } = await growTree(organizations);
  const ada = await world.user('ada');
  await world.user('ben');
  const engineers = await world.group('engineers');
  const otherGroups: string[] = [];
  for (let n = 0; n < 150; n += 1) otherGroups.push(await world.group(`group ${n}`));
  await world.store('CreateGroupMembership', { GroupId: engineers, MemberId: { UserId: ada } });
  for (const name of ['ReadOnly', 'Operator']) await world.permissionSet(name);
  const instance = { instanceArn: world.InstanceArn, identityStoreId: world.IdentityStoreId };
  return {
    live: new IdentityCenterLiveDirectory(identityStore, organizations, world.IdentityStoreId),
    source: new OrganizationSource({ organizations, ssoAdmin, identityStore }, instance),
    ada,
    nobody: '906700a1b2-00000000-0000-4000-8000-000000000000',
    engineers,
    otherGroups,
    shop,
    path,
    disableAda: () => world.identityStore.setUserStatus(ada, 'DISABLED'),
    close: async () => {
      for (const client of [organizations, identityStore, ssoAdmin]) client.destroy();
      await endpoint.close();
    },
  };
}

/** Root → Workloads → Production with the tagged account `shop` and 24 more, so that lists have several pages. */
async function growTree(client: OrganizationsClient): Promise<{ path: string[]; shop: string }> {
  await client.send(new DescribeOrganizationCommand({}));
  const root = (await client.send(new ListRootsCommand({}))).Roots![0]!.Id!;
  const path = [root];
  for (const Name of ['Workloads', 'Production']) {
    const command = new CreateOrganizationalUnitCommand({ ParentId: path.at(-1)!, Name });
    path.push((await client.send(command)).OrganizationalUnit!.Id!);
  }
  const ids: string[] = [];
  for (let n = 0; n < 25; n += 1) {
    const name = n === 0 ? 'shop' : `shop-${n}`;
    const asked = await client.send(
      new CreateAccountCommand({ AccountName: name, Email: `${name}@example.com` }),
    );
    const CreateAccountRequestId = asked.CreateAccountStatus!.Id!;
    const made = await client.send(new DescribeCreateAccountStatusCommand({ CreateAccountRequestId }));
    const AccountId = made.CreateAccountStatus!.AccountId!;
    ids.push(AccountId);
    await client.send(
      new MoveAccountCommand({ AccountId, SourceParentId: root, DestinationParentId: path.at(-1)! }),
    );
  }
  const Tags = [{ Key: 'environment', Value: 'production' }];
  await client.send(new TagResourceCommand({ ResourceId: ids[0]!, Tags }));
  return { path, shop: ids[0]! };
}

const backends: readonly Backend<Bench>[] = [
  { name: 'the fake', open: async () => fake() },
  { name: 'the emulated Identity Center and Organizations', open: emulator },
];

onEach(backends, (bench) => {
  test('G8: a person is who Identity Center says now', async () => {
    const { live, ada, nobody, disableAda } = bench();
    expect(await live.person(ada)).toMatchObject({
      userId: ada,
      userName: 'ada',
      email: 'ada@example.com',
      enabled: true,
    });
    disableAda();
    expect(await live.person(ada)).toMatchObject({ userId: ada, enabled: false });
    expect(await live.person(nobody)).toBeUndefined();
  });

  test('a person is found by exactly their user name', async () => {
    const { live, ada } = bench();
    expect(await live.findByUserName('ada')).toMatchObject({ userId: ada });
    expect(await live.findByUserName('ad')).toBeUndefined();
  });

  test('G8: memberships are those of now, of however many groups are asked about', async () => {
    const { live, ada, engineers, otherGroups } = bench();
    expect(await live.groupsOf(ada)).toEqual([engineers]);
    expect(await live.memberOf(ada, [...otherGroups, engineers])).toEqual([engineers]);
    expect(await live.memberOf(ada, otherGroups)).toEqual([]);
    expect(await live.memberOf(ada, [])).toEqual([]);
  });

  test('G1: an account is where Organizations says now', async () => {
    const { live, shop, path } = bench();
    expect(await live.account(shop, [])).toEqual({ id: shop, status: 'ACTIVE', path });
    expect(await live.account('999999999999', [])).toBeUndefined();
    expect(await live.accountTags(shop)).toMatchObject({ environment: 'production' });
  });

  test('the source reads everything that a snapshot holds, over all pages', async () => {
    const { source, ada, engineers, shop, path } = bench();
    const loaded = DirectorySnapshot.parse({ ...(await source.load()), revision: '1', takenAt: 0 });
    expect(loaded.members[engineers]).toContain(ada);
    expect(loaded.accounts.find(({ id }) => id === shop)).toMatchObject({
      path,
      status: 'ACTIVE',
      tags: { environment: 'production' },
    });
    expect(loaded.accounts.map(({ id }) => id)).toContain(loaded.managementAccountId);
    expect(loaded.organizationalUnits.find(({ id }) => id === path.at(-1))?.path).toEqual(path.slice(0, -1));
    expect(loaded.permissionSets.find(({ name }) => name === 'ReadOnly')?.sessionMinutes).toBe(60);
    expect(new Set(loaded.accounts.map(({ id }) => id)).size).toBe(loaded.accounts.length);
    expect(await source.load()).toEqual(await source.load());
  });
});
