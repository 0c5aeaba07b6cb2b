import type {
  DescribeGroupMembershipResponse,
  DescribeGroupResponse,
  DescribeUserResponse,
  GetGroupMembershipIdResponse,
  IsMemberInGroupsResponse,
  ListGroupMembershipsForMemberResponse,
  ListGroupMembershipsResponse,
  ListGroupsResponse,
  ListUsersResponse,
} from '@aws-sdk/client-identitystore';
import {
  ConflictException,
  CreateUserCommand,
  DescribeUserCommand,
  IdentitystoreClient,
  paginateListUsers,
  ResourceNotFoundException,
  UpdateUserCommand,
} from '@aws-sdk/client-identitystore';
import { startEndpoint } from '../../../../local/aws/endpoint';
import { Faults } from '../../../../local/aws/faults';
import { pages } from '../../../support/emulated-call';
import { EmulatedOrganization } from '../../../support/emulated-organization';

const NOBODY = '9067a1b2c3-00000000-0000-4000-a000-000000000000';
const ENTERPRISE = 'aws:identitystore:enterprise';

const describeUser = (aws: EmulatedOrganization, UserId: string, more = {}) =>
  aws.store<DescribeUserResponse>('DescribeUser', { UserId, ...more });

const update = (aws: EmulatedOrganization, UserId: string, AttributePath: string, AttributeValue?: unknown) =>
  aws.store('UpdateUser', {
    UserId,
    Operations: [{ AttributePath, ...(AttributeValue === undefined ? {} : { AttributeValue }) }],
  });

const userIdBy = (aws: EmulatedOrganization, AttributePath: string, AttributeValue: string) =>
  aws.store<{ UserId: string }>('GetUserId', {
    AlternateIdentifier: { UniqueAttribute: { AttributePath, AttributeValue } },
  });

describe('a user', () => {
  it('is created enabled, with an id that begins with the store and a time from the clock', async () => {
    const aws = new EmulatedOrganization();
    const id = await aws.user('ann');
    expect(id).toMatch(/^9067a1b2c3-[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(await describeUser(aws, id)).toMatchObject({
      UserId: id,
      UserName: 'ann',
      UserStatus: 'ENABLED',
      Emails: [{ Value: 'ann@example.com', Type: 'work', Primary: true }],
      CreatedAt: aws.clock.now() / 1000,
    });
  });

  it('gets a new id when it is created again after its deletion', async () => {
    const aws = new EmulatedOrganization();
    const first = await aws.user('ann');
    await aws.store('DeleteUser', { UserId: first });
    expect(await aws.user('ann')).not.toBe(first);
  });

  it('is disabled from outside, which the API shows but cannot do', async () => {
    const aws = new EmulatedOrganization();
    const id = await aws.user('ann');
    aws.identityStore.setUserStatus(id, 'DISABLED');
    expect((await describeUser(aws, id)).UserStatus).toBe('DISABLED');
    await expect(update(aws, id, 'userStatus', 'ENABLED')).rejects.toMatchObject({
      name: 'ValidationException',
    });
    expect((await describeUser(aws, id)).UserStatus).toBe('DISABLED');
    expect(() => aws.identityStore.setUserStatus(NOBODY, 'DISABLED')).toThrow('USER not found.');
  });

  it.each([
    ['the same user name in other letters', { UserName: 'ANN' }, 'ConflictException'],
    [
      'the same email address',
      { UserName: 'ann2', Emails: [{ Value: 'Ann@example.com' }] },
      'ConflictException',
    ],
    ['no user name', { DisplayName: 'Ann' }, 'ValidationException'],
    ['white space in the user name', { UserName: 'ann smith' }, 'ValidationException'],
    [
      'two email addresses',
      { UserName: 'x', Emails: [{ Value: 'a@b' }, { Value: 'c@d' }] },
      'ValidationException',
    ],
    ['an unknown extension', { UserName: 'x', Extensions: { other: {} } }, 'ValidationException'],
  ])('is not created with %s', async (_, input, name) => {
    const aws = new EmulatedOrganization();
    await aws.user('ann');
    await expect(aws.store('CreateUser', input)).rejects.toMatchObject({ name });
    expect((await aws.store<ListUsersResponse>('ListUsers')).Users).toHaveLength(1);
  });

  it('is found by user name and by email address, in any letters', async () => {
    const aws = new EmulatedOrganization();
    const id = await aws.user('ann');
    expect((await userIdBy(aws, 'userName', 'Ann')).UserId).toBe(id);
    expect((await userIdBy(aws, 'emails.value', 'ANN@example.com')).UserId).toBe(id);
    await expect(userIdBy(aws, 'userName', 'bob')).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      fields: { ResourceType: 'USER', ResourceId: 'bob' },
    });
    await expect(userIdBy(aws, 'displayName', 'ann')).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('is not found by what it was called before', async () => {
    const aws = new EmulatedOrganization();
    const id = await aws.user('ann');
    await update(aws, id, 'userName', 'anna');
    await update(aws, id, 'emails', [{ Value: 'anna@example.com' }]);
    expect((await userIdBy(aws, 'userName', 'anna')).UserId).toBe(id);
    await expect(userIdBy(aws, 'userName', 'ann')).rejects.toThrow('USER not found.');
    await expect(userIdBy(aws, 'emails.value', 'ann@example.com')).rejects.toThrow('USER not found.');
    await expect(aws.user('ann')).resolves.toEqual(expect.any(String));
  });

  it('has its enterprise attributes shown to those who ask for them', async () => {
    const aws = new EmulatedOrganization();
    const { UserId } = await aws.store<{ UserId: string }>('CreateUser', {
      UserName: 'ann',
      Extensions: { [ENTERPRISE]: { department: 'Shop', manager: { value: 'boss' } } },
    });
    expect((await describeUser(aws, UserId)).Extensions).toBeUndefined();
    await update(aws, UserId, `${ENTERPRISE}.department`, 'Warehouse');
    await update(aws, UserId, `${ENTERPRISE}.manager.value`);
    expect((await describeUser(aws, UserId, { Extensions: [ENTERPRISE] })).Extensions).toEqual({
      [ENTERPRISE]: { department: 'Warehouse', manager: {} },
    });
  });
});

describe('updating a user', () => {
  it('sets, nests, replaces and removes attributes', async () => {
    const aws = new EmulatedOrganization();
    const id = await aws.user('ann');
    await aws.clock.advance(1_000);
    await aws.store('UpdateUser', {
      UserId: id,
      Operations: [
        { AttributePath: 'title', AttributeValue: 'Engineer' },
        { AttributePath: 'name.givenName', AttributeValue: 'Ann' },
        { AttributePath: 'emails', AttributeValue: [{ value: 'a@example.com', primary: true }] },
        { AttributePath: 'displayName' },
      ],
    });
    const user = await describeUser(aws, id);
    expect(user).toMatchObject({
      Title: 'Engineer',
      Name: { GivenName: 'Ann' },
      Emails: [{ Value: 'a@example.com', Primary: true }],
      UpdatedAt: aws.clock.now() / 1000,
    });
    expect(user.DisplayName).toBeUndefined();
  });

  it.each([
    ['emails.value', 'b@example.com', 'Unsupported update operation on multi-value attribute emails'],
    ['emails[0].value', 'b@example.com', 'please provide full replacement'],
    ['favouriteColour', 'red', 'Invalid attribute path'],
    ['title.short', 'E', 'Invalid attribute path'],
    ['title', 42, "Value at 'Title'"],
    ['userName', undefined, "Value at 'UserName'"],
    [`${ENTERPRISE}.badge`, '1', 'badge'],
  ])('refuses %s = %p', async (path, value, message) => {
    const aws = new EmulatedOrganization();
    const id = await aws.user('ann');
    const before = await describeUser(aws, id);
    await expect(update(aws, id, path, value)).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining(message),
    });
    expect(await describeUser(aws, id)).toEqual(before);
  });

  it('changes nothing when one of several operations is refused', async () => {
    const aws = new EmulatedOrganization();
    const id = await aws.user('ann');
    await aws.user('bob');
    const Operations = [
      { AttributePath: 'title', AttributeValue: 'Engineer' },
      { AttributePath: 'userName', AttributeValue: 'BOB' },
    ];
    await expect(aws.store('UpdateUser', { UserId: id, Operations })).rejects.toMatchObject({
      name: 'ConflictException',
      fields: { Reason: 'UNIQUENESS_CONSTRAINT_VIOLATION' },
    });
    expect((await describeUser(aws, id)).Title).toBeUndefined();
    expect((await userIdBy(aws, 'userName', 'ann')).UserId).toBe(id);
  });
});

describe('a group', () => {
  it('is created, described, listed and found by name', async () => {
    const aws = new EmulatedOrganization();
    const GroupId = await aws.group('operators');
    expect(await aws.store<DescribeGroupResponse>('DescribeGroup', { GroupId })).toMatchObject({
      GroupId,
      DisplayName: 'operators',
    });
    const named = { UniqueAttribute: { AttributePath: 'displayName', AttributeValue: 'operators' } };
    expect(await aws.store('GetGroupId', { AlternateIdentifier: named })).toMatchObject({ GroupId });
    const Filters = [{ AttributePath: 'DisplayName', AttributeValue: 'none' }];
    expect((await aws.store<ListGroupsResponse>('ListGroups', { Filters })).Groups).toEqual([]);
    await expect(aws.group('operators')).rejects.toMatchObject({ name: 'ConflictException' });
  });

  it('is gone with its memberships when it is deleted', async () => {
    const aws = new EmulatedOrganization();
    const GroupId = await aws.group('operators');
    const UserId = await aws.user('ann');
    await aws.store('CreateGroupMembership', { GroupId, MemberId: { UserId } });
    await aws.store('DeleteGroup', { GroupId });
    await expect(aws.store('DescribeGroup', { GroupId })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      fields: { ResourceType: 'GROUP', ResourceId: GroupId },
    });
    const left = await aws.store<ListGroupMembershipsForMemberResponse>('ListGroupMembershipsForMember', {
      MemberId: { UserId },
    });
    expect(left.GroupMemberships).toEqual([]);
    expect(aws.identityStore.groupsOf(UserId)).toEqual([]);
  });
});

describe('a membership', () => {
  async function member() {
    const aws = new EmulatedOrganization();
    const GroupId = await aws.group('operators');
    const MemberId = { UserId: await aws.user('ann') };
    const { MembershipId } = await aws.store<{ MembershipId: string }>('CreateGroupMembership', {
      GroupId,
      MemberId,
    });
    return { aws, GroupId, MemberId, MembershipId };
  }

  it('is seen from either side, and by its id', async () => {
    const { aws, GroupId, MemberId, MembershipId } = await member();
    const found = { MembershipId, GroupId, MemberId };
    const ofGroup = await aws.store<ListGroupMembershipsResponse>('ListGroupMemberships', { GroupId });
    expect(ofGroup.GroupMemberships).toMatchObject([found]);
    const ofUser = await aws.store<ListGroupMembershipsForMemberResponse>('ListGroupMembershipsForMember', {
      MemberId,
    });
    expect(ofUser.GroupMemberships).toMatchObject([found]);
    const byId = await aws.store<DescribeGroupMembershipResponse>('DescribeGroupMembership', {
      MembershipId,
    });
    expect(byId).toMatchObject(found);
    const id = await aws.store<GetGroupMembershipIdResponse>('GetGroupMembershipId', { GroupId, MemberId });
    expect(id.MembershipId).toBe(MembershipId);
  });

  it('conflicts when it exists', async () => {
    const { aws, GroupId, MemberId } = await member();
    await expect(aws.store('CreateGroupMembership', { GroupId, MemberId })).rejects.toMatchObject({
      name: 'ConflictException',
      fields: { Reason: 'UNIQUENESS_CONSTRAINT_VIOLATION' },
    });
  });

  it('can be deleted once', async () => {
    const { aws, GroupId, MemberId, MembershipId } = await member();
    await aws.store('DeleteGroupMembership', { MembershipId });
    for (const gone of [
      aws.store('DeleteGroupMembership', { MembershipId }),
      aws.store('GetGroupMembershipId', { GroupId, MemberId }),
    ]) {
      await expect(gone).rejects.toMatchObject({
        name: 'ResourceNotFoundException',
        fields: { ResourceType: 'GROUP_MEMBERSHIP' },
      });
    }
  });

  it('ends when the user is deleted', async () => {
    const { aws, GroupId, MemberId } = await member();
    await aws.store('DeleteUser', MemberId);
    const left = await aws.store<ListGroupMembershipsResponse>('ListGroupMemberships', { GroupId });
    expect(left.GroupMemberships).toEqual([]);
  });

  it('is asked for many groups at once', async () => {
    const { aws, GroupId, MemberId } = await member();
    const other = await aws.group('auditors');
    const { Results } = await aws.store<IsMemberInGroupsResponse>('IsMemberInGroups', {
      MemberId,
      GroupIds: [GroupId, other, NOBODY],
    });
    expect(Results?.map(({ MembershipExists }) => MembershipExists)).toEqual([true, false, false]);
    await expect(
      aws.store('IsMemberInGroups', { MemberId: { UserId: NOBODY }, GroupIds: [GroupId] }),
    ).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await expect(
      aws.store('IsMemberInGroups', { MemberId, GroupIds: Array.from({ length: 101 }, () => GroupId) }),
    ).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it.each(['group', 'user'])('is refused for an unknown %s', async (unknown) => {
    const { aws, GroupId, MemberId } = await member();
    const input =
      unknown === 'group' ? { GroupId: NOBODY, MemberId } : { GroupId, MemberId: { UserId: NOBODY } };
    await expect(aws.store('CreateGroupMembership', input)).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      fields: { ResourceType: unknown.toUpperCase(), ResourceId: NOBODY },
    });
  });
});

describe('lists', () => {
  it('have 100 users on a page, and every user on one page only', async () => {
    const aws = new EmulatedOrganization();
    for (let i = 0; i < 250; i += 1) await aws.user(`user-${i}`);
    const found = await pages<ListUsersResponse>(aws.identityStore, 'ListUsers', {
      IdentityStoreId: aws.IdentityStoreId,
    });
    expect(found.map(({ Users }) => Users?.length)).toEqual([100, 100, 50]);
    expect(new Set(found.flatMap(({ Users = [] }) => Users.map(({ UserId }) => UserId))).size).toBe(250);
  });

  it('are filtered by user name', async () => {
    const aws = new EmulatedOrganization();
    await aws.user('ann');
    const id = await aws.user('bob');
    const Filters = [{ AttributePath: 'UserName', AttributeValue: 'bob' }];
    const { Users } = await aws.store<ListUsersResponse>('ListUsers', { Filters });
    expect(Users?.map(({ UserId }) => UserId)).toEqual([id]);
  });
});

describe('the store', () => {
  it('is not found by another id', async () => {
    const aws = new EmulatedOrganization();
    await expect(aws.store('ListUsers', { IdentityStoreId: 'd-0000000000' })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      fields: { ResourceType: 'IDENTITY_STORE', ResourceId: 'd-0000000000' },
    });
  });

  it('is the same after a restart, and gives no id twice', async () => {
    const aws = new EmulatedOrganization();
    const GroupId = await aws.group('operators');
    const UserId = await aws.user('ann');
    await aws.store('CreateGroupMembership', { GroupId, MemberId: { UserId } });
    aws.identityStore.setUserStatus(UserId, 'DISABLED');
    const before = await describeUser(aws, UserId);
    const again = aws.restarted();
    expect(await describeUser(again, UserId)).toEqual(before);
    expect(again.identityStore.groupsOf(UserId)).toEqual([GroupId]);
    await expect(again.user('ann')).rejects.toMatchObject({ name: 'ConflictException' });
    expect([GroupId, UserId]).not.toContain(await again.user('bob'));
  });
});

describe('through the SDK', () => {
  it('users are created, changed, described and paged, and refusals are of the SDK’s classes', async () => {
    const aws = new EmulatedOrganization();
    const { IdentityStoreId, clock: timeline, identityStore } = aws;
    const endpoint = await startEndpoint({ services: [identityStore], faults: new Faults(), timeline });
    const client = new IdentitystoreClient({
      endpoint: endpoint.url,
      region: 'eu-west-1',
      credentials: { accessKeyId: 'a', secretAccessKey: 's' },
      maxAttempts: 1,
    });
    try {
      const create = new CreateUserCommand({ IdentityStoreId, UserName: 'ann' });
      const { UserId } = await client.send(create);
      await client.send(
        new UpdateUserCommand({
          IdentityStoreId,
          UserId,
          Operations: [
            { AttributePath: 'emails', AttributeValue: [{ Value: 'a@b.example', Primary: true }] },
          ],
        }),
      );
      const user = await client.send(new DescribeUserCommand({ IdentityStoreId, UserId }));
      expect(user.Emails).toEqual([{ Value: 'a@b.example', Primary: true }]);
      expect(user.CreatedAt).toEqual(new Date(timeline.now()));
      const again = await client.send(create).catch((error: unknown) => error);
      expect(again).toBeInstanceOf(ConflictException);
      expect(again).toMatchObject({ Reason: 'UNIQUENESS_CONSTRAINT_VIOLATION' });
      const missing = await client
        .send(new DescribeUserCommand({ IdentityStoreId, UserId: NOBODY }))
        .catch((error: unknown) => error);
      expect(missing).toBeInstanceOf(ResourceNotFoundException);
      expect(missing).toMatchObject({ ResourceType: 'USER', ResourceId: NOBODY });
      const names = [];
      for await (const { Users = [] } of paginateListUsers({ client }, { IdentityStoreId })) {
        names.push(...Users.map(({ UserName }) => UserName));
      }
      expect(names).toEqual(['ann']);
    } finally {
      client.destroy();
      await endpoint.close();
    }
  });
});
