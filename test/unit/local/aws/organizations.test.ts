import type {
  CreateAccountResponse,
  CreateOrganizationalUnitResponse,
  DescribeAccountResponse,
  DescribeCreateAccountStatusResponse,
  DescribeOrganizationalUnitResponse,
  DescribeOrganizationResponse,
  ListAccountsForParentResponse,
  ListAccountsResponse,
  ListChildrenResponse,
  ListOrganizationalUnitsForParentResponse,
  ListParentsResponse,
  ListRootsResponse,
  ListTagsForResourceResponse,
} from '@aws-sdk/client-organizations';
import {
  AccountNotFoundException,
  DescribeAccountCommand,
  DescribeOrganizationCommand,
  MoveAccountCommand,
  OrganizationsClient,
  paginateListAccounts,
  TagResourceCommand,
} from '@aws-sdk/client-organizations';
import { startEndpoint } from '../../../../local/aws/endpoint';
import { Faults } from '../../../../local/aws/faults';
import { call, pages } from '../../../support/emulated-call';
import { EmulatedOrganization } from '../../../support/emulated-organization';

async function world() {
  const aws = new EmulatedOrganization();
  const ask = <Output>(operation: string, input: Record<string, unknown> = {}) =>
    call<Output>(aws.organizations, operation, input);
  const rootId = (await ask<ListRootsResponse>('ListRoots')).Roots![0]!.Id!;
  const unit = async (Name: string, ParentId = rootId) =>
    (await ask<CreateOrganizationalUnitResponse>('CreateOrganizationalUnit', { Name, ParentId }))
      .OrganizationalUnit!.Id!;
  const move = (AccountId: string, SourceParentId: string, DestinationParentId: string) =>
    ask('MoveAccount', { AccountId, SourceParentId, DestinationParentId });
  const state = async (AccountId: string) =>
    (await ask<DescribeAccountResponse>('DescribeAccount', { AccountId })).Account!.State;
  return { aws, ask, rootId, unit, move, state };
}

describe('an organization', () => {
  it('begins with its management account under one root', async () => {
    const { aws, ask, rootId } = await world();
    const { Organization } = await ask<DescribeOrganizationResponse>('DescribeOrganization');
    expect(Organization).toMatchObject({
      Id: expect.stringMatching(/^o-[a-z0-9]{10}$/),
      FeatureSet: 'ALL',
      MasterAccountId: aws.organizations.managementAccountId,
    });
    const { Accounts } = await ask<ListAccountsForParentResponse>('ListAccountsForParent', {
      ParentId: rootId,
    });
    expect(Accounts?.map(({ Id }) => Id)).toEqual([aws.organizations.managementAccountId]);
  });

  it('has the same ids in every run', async () => {
    const [one, other] = [await world(), await world()];
    expect(one.rootId).toBe(other.rootId);
    expect(await one.aws.account('shop')).toBe(await other.aws.account('shop'));
  });
});

describe('an account', () => {
  it('is asked for, and named only by the status of the request', async () => {
    const { aws, ask, rootId } = await world();
    const asked = await ask<CreateAccountResponse>('CreateAccount', {
      AccountName: 'shop-prod',
      Email: 'shop@example.com',
      Tags: [{ Key: 'env', Value: 'prod' }],
    });
    expect(asked.CreateAccountStatus).toMatchObject({ State: 'IN_PROGRESS' });
    expect(asked.CreateAccountStatus?.AccountId).toBeUndefined();
    const done = await ask<DescribeCreateAccountStatusResponse>('DescribeCreateAccountStatus', {
      CreateAccountRequestId: asked.CreateAccountStatus?.Id,
    });
    expect(done.CreateAccountStatus?.State).toBe('SUCCEEDED');
    const id = done.CreateAccountStatus!.AccountId!;
    expect(id).toMatch(/^\d{12}$/);
    const { Account } = await ask<DescribeAccountResponse>('DescribeAccount', { AccountId: id });
    const organizationId = Account!.Arn!.split('/')[1];
    expect(Account).toMatchObject({
      Id: id,
      Name: 'shop-prod',
      State: 'ACTIVE',
      JoinedTimestamp: aws.clock.now() / 1000,
      Paths: [`${organizationId}/${rootId}/${id}/`],
    });
    const tags = await ask<ListTagsForResourceResponse>('ListTagsForResource', { ResourceId: id });
    expect(tags.Tags).toEqual([{ Key: 'env', Value: 'prod' }]);
  });

  it('is shown by its State, as the retired Status is no longer answered', async () => {
    const { aws, ask } = await world();
    const AccountId = await aws.account('shop');
    const { Account } = await ask<DescribeAccountResponse>('DescribeAccount', { AccountId });
    expect(Account?.Status).toBeUndefined();
  });

  it('is not created with an email address that another has', async () => {
    const { aws, ask } = await world();
    await aws.account('shop');
    const asked = await ask<CreateAccountResponse>('CreateAccount', {
      AccountName: 'shop 2',
      Email: 'Shop@example.com',
    });
    const done = await ask<DescribeCreateAccountStatusResponse>('DescribeCreateAccountStatus', {
      CreateAccountRequestId: asked.CreateAccountStatus?.Id,
    });
    expect(done.CreateAccountStatus).toMatchObject({
      State: 'FAILED',
      FailureReason: 'EMAIL_ALREADY_EXISTS',
    });
    expect((await ask<ListAccountsResponse>('ListAccounts')).Accounts).toHaveLength(2);
  });

  it('moves between parents', async () => {
    const { aws, ask, rootId, unit, move } = await world();
    const AccountId = await aws.account('shop');
    const workloads = await unit('Workloads');
    await move(AccountId, rootId, workloads);
    const { Parents } = await ask<ListParentsResponse>('ListParents', { ChildId: AccountId });
    expect(Parents).toEqual([{ Id: workloads, Type: 'ORGANIZATIONAL_UNIT' }]);
    const children = (ParentId: string) =>
      ask<ListChildrenResponse>('ListChildren', { ParentId, ChildType: 'ACCOUNT' });
    expect((await children(workloads)).Children).toEqual([{ Id: AccountId, Type: 'ACCOUNT' }]);
    expect((await children(rootId)).Children?.map(({ Id }) => Id)).not.toContain(AccountId);
  });

  it.each([
    ['from where it is not', 'SourceParentNotFoundException', ['unit', 'root']],
    ['to where it is', 'DuplicateAccountException', ['root', 'root']],
    ['to a parent that does not exist', 'DestinationParentNotFoundException', ['root', 'ou-aaaa-00000000']],
    ['to what is no parent', 'InvalidInputException', ['root', '123456789012']],
  ])('does not move %s', async (_, name, [from = '', to = '']) => {
    const { aws, rootId, unit, move, ask } = await world();
    const AccountId = await aws.account('shop');
    const ids: Record<string, string> = { root: rootId, unit: await unit('Workloads') };
    await expect(move(AccountId, ids[from] ?? from, ids[to] ?? to)).rejects.toMatchObject({ name });
    const { Parents } = await ask<ListParentsResponse>('ListParents', { ChildId: AccountId });
    expect(Parents?.[0]?.Id).toBe(rootId);
  });

  it('is closed once, and never if it is the management account', async () => {
    const { aws, ask, state } = await world();
    const AccountId = await aws.account('shop');
    await ask('CloseAccount', { AccountId });
    expect(await state(AccountId)).toBe('CLOSED');
    await expect(ask('CloseAccount', { AccountId })).rejects.toMatchObject({
      name: 'AccountAlreadyClosedException',
    });
    const management = aws.organizations.managementAccountId;
    await expect(ask('CloseAccount', { AccountId: management })).rejects.toMatchObject({
      name: 'ConstraintViolationException',
    });
    expect(await state(management)).toBe('ACTIVE');
  });

  it('is suspended from outside', async () => {
    const { aws, state } = await world();
    const id = await aws.account('shop');
    aws.organizations.setAccountState(id, 'SUSPENDED');
    expect(await state(id)).toBe('SUSPENDED');
    expect(aws.organizations.accountState(id)).toBe('SUSPENDED');
  });

  it.each([
    ['DescribeAccount', { AccountId: '000000000000' }, 'AccountNotFoundException'],
    ['DescribeAccount', { AccountId: '1' }, 'InvalidInputException'],
    ['CloseAccount', { AccountId: '000000000000' }, 'AccountNotFoundException'],
    ['ListParents', { ChildId: '000000000000' }, 'ChildNotFoundException'],
    ['ListTagsForResource', { ResourceId: '000000000000' }, 'TargetNotFoundException'],
    [
      'DescribeCreateAccountStatus',
      { CreateAccountRequestId: 'car-00000000' },
      'CreateAccountStatusNotFoundException',
    ],
    ['CreateAccount', { AccountName: 'x', Email: 'nowhere' }, 'InvalidInputException'],
  ])('%s of %p answers %s', async (operation, input, name) => {
    const { ask } = await world();
    await expect(ask(operation, input)).rejects.toMatchObject({ name });
  });
});

describe('organizational units', () => {
  it('form a tree that is seen from above and from below', async () => {
    const { ask, rootId, unit } = await world();
    const workloads = await unit('Workloads');
    const prod = await unit('Prod', workloads);
    const below = await ask<ListOrganizationalUnitsForParentResponse>('ListOrganizationalUnitsForParent', {
      ParentId: workloads,
    });
    expect(below.OrganizationalUnits).toMatchObject([{ Id: prod, Name: 'Prod' }]);
    const above = await ask<ListParentsResponse>('ListParents', { ChildId: workloads });
    expect(above.Parents).toEqual([{ Id: rootId, Type: 'ROOT' }]);
    const { OrganizationalUnit } = await ask<DescribeOrganizationalUnitResponse>(
      'DescribeOrganizationalUnit',
      { OrganizationalUnitId: prod },
    );
    expect(OrganizationalUnit?.Path).toMatch(new RegExp(`^o-\\w+/${rootId}/${workloads}/${prod}/$`));
    const children = await ask<ListChildrenResponse>('ListChildren', {
      ParentId: rootId,
      ChildType: 'ORGANIZATIONAL_UNIT',
    });
    expect(children.Children).toEqual([{ Id: workloads, Type: 'ORGANIZATIONAL_UNIT' }]);
  });

  it('are five levels deep at most', async () => {
    const { unit } = await world();
    let parent = await unit('level-1');
    for (let level = 2; level <= 5; level += 1) parent = await unit(`level-${level}`, parent);
    await expect(unit('level-6', parent)).rejects.toMatchObject({
      name: 'ConstraintViolationException',
      fields: { Reason: 'OU_DEPTH_LIMIT_EXCEEDED' },
    });
  });

  it('have names that differ under one parent', async () => {
    const { unit } = await world();
    const workloads = await unit('Workloads');
    await expect(unit('Workloads')).rejects.toMatchObject({ name: 'DuplicateOrganizationalUnitException' });
    await expect(unit('Workloads', workloads)).resolves.toEqual(expect.any(String));
    await expect(unit('Lost', 'ou-aaaa-00000000')).rejects.toMatchObject({ name: 'ParentNotFoundException' });
  });

  it('and the root carry tags', async () => {
    const { ask, rootId, unit } = await world();
    for (const ResourceId of [rootId, await unit('Workloads')]) {
      await ask('TagResource', { ResourceId, Tags: [{ Key: 'owner', Value: 'platform' }] });
      const { Tags } = await ask<ListTagsForResourceResponse>('ListTagsForResource', { ResourceId });
      expect(Tags).toEqual([{ Key: 'owner', Value: 'platform' }]);
    }
  });
});

describe('lists', () => {
  it('have 20 accounts on a page at most', async () => {
    const { aws, ask } = await world();
    for (let i = 0; i < 44; i += 1) await aws.account(`account-${i}`);
    const found = await pages<ListAccountsResponse>(aws.organizations, 'ListAccounts', {});
    expect(found.map(({ Accounts }) => Accounts?.length)).toEqual([20, 20, 5]);
    expect(new Set(found.flatMap(({ Accounts = [] }) => Accounts.map(({ Id }) => Id))).size).toBe(45);
    await expect(ask('ListAccounts', { MaxResults: 21 })).rejects.toMatchObject({
      name: 'InvalidInputException',
    });
    await expect(ask('ListRoots', { NextToken: found[0]?.NextToken })).rejects.toMatchObject({
      name: 'InvalidInputException',
    });
  });
});

describe('after a restart', () => {
  it('everything is still there, and no id is given twice', async () => {
    const { aws, ask, rootId, unit, move } = await world();
    const id = await aws.account('shop');
    await move(id, rootId, await unit('Workloads'));
    await ask('TagResource', { ResourceId: id, Tags: [{ Key: 'env', Value: 'prod' }] });
    const again = aws.restarted();
    for (const [operation, input] of [
      ['DescribeOrganization', {}],
      ['ListAccounts', {}],
      ['ListParents', { ChildId: id }],
      ['ListTagsForResource', { ResourceId: id }],
    ] as const) {
      expect(await call(again.organizations, operation, input)).toEqual(await ask(operation, input));
    }
    expect(await again.account('other')).not.toBe(id);
  });

  it('an unreadable state is refused by name', () => {
    const { sections } = new EmulatedOrganization();
    sections.organizations.write([]);
    expect(() => new EmulatedOrganization({ sections })).toThrow(/AWS Organizations/);
  });
});

describe('through the SDK', () => {
  it('accounts are listed, moved, tagged and missed', async () => {
    const { aws, rootId, unit } = await world();
    const { clock: timeline, organizations } = aws;
    const AccountId = await aws.account('shop');
    const DestinationParentId = await unit('Workloads');
    const endpoint = await startEndpoint({ services: [organizations], faults: new Faults(), timeline });
    const client = new OrganizationsClient({
      endpoint: endpoint.url,
      region: 'us-east-1',
      credentials: { accessKeyId: 'a', secretAccessKey: 's' },
      maxAttempts: 1,
    });
    try {
      await client.send(new MoveAccountCommand({ AccountId, SourceParentId: rootId, DestinationParentId }));
      await client.send(
        new TagResourceCommand({ ResourceId: AccountId, Tags: [{ Key: 'env', Value: 'prod' }] }),
      );
      const { Organization } = await client.send(new DescribeOrganizationCommand({}));
      const found = [];
      for await (const { Accounts = [] } of paginateListAccounts({ client }, { MaxResults: 1 })) {
        found.push(...Accounts.map(({ Id }) => Id));
      }
      expect(found).toEqual([Organization?.MasterAccountId, AccountId]);
      const missing = await client
        .send(new DescribeAccountCommand({ AccountId: '000000000000' }))
        .catch((error: unknown) => error);
      expect(missing).toBeInstanceOf(AccountNotFoundException);
    } finally {
      client.destroy();
      await endpoint.close();
    }
  });
});
