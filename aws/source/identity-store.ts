import {
  type IdentitystoreClient,
  ListGroupMembershipsCommand,
  ListGroupsCommand,
  ListUsersCommand,
} from '@aws-sdk/client-identitystore';
import type { Group } from '../../core/model/directory';
import type { Person } from '../../core/model/person';
import { allPages, bounded } from '../paged';
import { personOf } from '../people';
import { given } from '../unexpected-answer-error';

const AT_ONCE = 8;

/** Every user. */
export async function readPeople(client: IdentitystoreClient, IdentityStoreId: string): Promise<Person[]> {
  const users = await allPages(async (NextToken) => {
    const page = await client.send(new ListUsersCommand({ IdentityStoreId, MaxResults: 100, NextToken }));
    return { items: page.Users, next: page.NextToken };
  });
  return users.map(personOf);
}

/** Every group. */
export async function readGroups(client: IdentitystoreClient, IdentityStoreId: string): Promise<Group[]> {
  const groups = await allPages(async (NextToken) => {
    const page = await client.send(new ListGroupsCommand({ IdentityStoreId, MaxResults: 100, NextToken }));
    return { items: page.Groups, next: page.NextToken };
  });
  return groups.map(({ GroupId, DisplayName }) => {
    const id = given(GroupId, 'GroupId');
    return { id, name: DisplayName ?? id };
  });
}

/** Ids of the members of each group. */
export async function readMembers(
  client: IdentitystoreClient,
  IdentityStoreId: string,
  groups: readonly Group[],
): Promise<Record<string, string[]>> {
  const members = await bounded(groups, AT_ONCE, async ({ id }) => {
    const memberships = await allPages(async (NextToken) => {
      const page = await client.send(
        new ListGroupMembershipsCommand({ IdentityStoreId, GroupId: id, MaxResults: 100, NextToken }),
      );
      return { items: page.GroupMemberships, next: page.NextToken };
    });
    const userIds = memberships.flatMap(({ MemberId }) => (MemberId?.UserId ? [MemberId.UserId] : []));
    return [id, userIds] as const;
  });
  return Object.fromEntries(members);
}
