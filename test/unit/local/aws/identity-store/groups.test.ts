import type {
  DescribeGroupMembershipResponse,
  DescribeGroupResponse,
  GetGroupMembershipIdResponse,
  IsMemberInGroupsResponse,
  ListGroupMembershipsForMemberResponse,
  ListGroupMembershipsResponse,
  ListGroupsResponse,
} from '@aws-sdk/client-identitystore';
import { EmulatedOrganization } from '../../../../support/emulated-organization';
import { NOBODY } from '../../../../support/emulated-people';

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
