import { z } from 'zod';
import { type Operations, operation } from '../../support/operation';
import { page } from '../../support/paging';
import { wireTime } from '../../support/wire-time';
import { notFound } from './errors';
import type { IdentityStore } from './identity-store';
import { inStore, memberId, PAGING, paged, storedId } from './input';
import type { Membership } from './state';

const pair = z.strictObject({ ...inStore, GroupId: storedId, MemberId: memberId });
const oneMembership = z.strictObject({ ...inStore, MembershipId: storedId });

const listGroupMembershipsInput = z.strictObject({ ...inStore, GroupId: storedId, ...paged });
const listGroupMembershipsForMemberInput = z.strictObject({ ...inStore, MemberId: memberId, ...paged });
const isMemberInGroupsInput = z.strictObject({
  ...inStore,
  MemberId: memberId,
  GroupIds: z.array(storedId).min(1).max(100),
});

/** The calls about who is in which group. */
export function membershipVerbs(store: IdentityStore): Operations {
  const { groups, memberships, users } = store;
  const answered = (one: Membership) => ({
    IdentityStoreId: store.id,
    MembershipId: one.id,
    GroupId: one.groupId,
    MemberId: { UserId: one.userId },
    CreatedAt: wireTime(one.createdAt),
    UpdatedAt: wireTime(one.createdAt),
  });

  return {
    CreateGroupMembership: operation(pair, (input) => {
      const groupId = groups.get(input.GroupId).id;
      const userId = users.get(input.MemberId.UserId).id;
      const membership = { id: store.newId(), groupId, userId, createdAt: store.now() };
      memberships.add(membership);
      store.changed();
      return { MembershipId: membership.id, IdentityStoreId: store.id };
    }),
    DeleteGroupMembership: operation(oneMembership, ({ MembershipId }) => {
      memberships.delete(MembershipId);
      store.changed();
      return {};
    }),
    DescribeGroupMembership: operation(oneMembership, ({ MembershipId }) =>
      answered(memberships.get(MembershipId)),
    ),
    GetGroupMembershipId: operation(pair, ({ GroupId, MemberId: { UserId } }) => {
      const found = memberships.find(groups.get(GroupId).id, users.get(UserId).id);
      if (!found) throw notFound('GROUP_MEMBERSHIP', `${GroupId}/${UserId}`);
      return { MembershipId: found.id, IdentityStoreId: store.id };
    }),
    ListGroupMemberships: operation(listGroupMembershipsInput, (input) => {
      const all = memberships.ofGroup(groups.get(input.GroupId).id);
      const { items, NextToken } = page(all, input, `ListGroupMemberships|${input.GroupId}`, PAGING);
      return { GroupMemberships: items.map(answered), NextToken };
    }),
    ListGroupMembershipsForMember: operation(listGroupMembershipsForMemberInput, (input) => {
      const { UserId } = input.MemberId;
      const all = memberships.ofUser(users.get(UserId).id);
      const { items, NextToken } = page(all, input, `ListGroupMembershipsForMember|${UserId}`, PAGING);
      return { GroupMemberships: items.map(answered), NextToken };
    }),
    // Assumed, as no account was at hand to try it: nobody is in an unknown group, but an unknown member is an error.
    IsMemberInGroups: operation(isMemberInGroupsInput, ({ MemberId, GroupIds }) => {
      const userId = users.get(MemberId.UserId).id;
      const Results = GroupIds.map((GroupId) => ({
        GroupId,
        MemberId,
        MembershipExists: memberships.find(GroupId, userId) !== undefined,
      }));
      return { Results };
    }),
  };
}
