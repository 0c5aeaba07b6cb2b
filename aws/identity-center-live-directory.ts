import {
  DescribeUserCommand,
  GetUserIdCommand,
  type IdentitystoreClient,
  IsMemberInGroupsCommand,
  ListGroupMembershipsForMemberCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-identitystore';
import {
  AccountNotFoundException,
  DescribeAccountCommand,
  ListParentsCommand,
  ListTagsForResourceCommand,
  type OrganizationsClient,
} from '@aws-sdk/client-organizations';
import type { OrganizationalUnit } from '../core/model/directory';
import type { Person } from '../core/model/person';
import type { AccountNow, LiveDirectory } from '../core/ports/directory';
import { accountStatus } from './account-status';
import { allPages } from './paged';
import { personOf } from './people';
import { given } from './unexpected-answer-error';

/** https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_IsMemberInGroups.html */
const GROUPS_PER_CALL = 100;

/** Identity Center and Organizations, asked now. */
export class IdentityCenterLiveDirectory implements LiveDirectory {
  /** Only accounts move: a unit stays below its parent as long as it lives, so its path can be kept. */
  readonly #unitPaths = new Map<string, readonly string[]>();

  constructor(
    private readonly identityStore: IdentitystoreClient,
    private readonly organizations: OrganizationsClient,
    private readonly identityStoreId: string,
  ) {}

  async person(userId: string): Promise<Person | undefined> {
    try {
      const input = { IdentityStoreId: this.identityStoreId, UserId: userId };
      return personOf(await this.identityStore.send(new DescribeUserCommand(input)));
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return undefined;
      throw error;
    }
  }

  async findByUserName(userName: string): Promise<Person | undefined> {
    const UniqueAttribute = { AttributePath: 'userName', AttributeValue: userName };
    try {
      const { UserId } = await this.identityStore.send(
        new GetUserIdCommand({
          IdentityStoreId: this.identityStoreId,
          AlternateIdentifier: { UniqueAttribute },
        }),
      );
      const person = await this.person(given(UserId, 'UserId'));
      return person?.userName === userName ? person : undefined;
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return undefined;
      throw error;
    }
  }

  async groupsOf(userId: string): Promise<readonly string[]> {
    const memberships = await allPages(async (NextToken) => {
      const page = await this.identityStore.send(
        new ListGroupMembershipsForMemberCommand({
          IdentityStoreId: this.identityStoreId,
          MemberId: { UserId: userId },
          MaxResults: 100,
          NextToken,
        }),
      );
      return { items: page.GroupMemberships, next: page.NextToken };
    });
    return memberships.map((membership) => given(membership.GroupId, 'GroupId'));
  }

  async memberOf(userId: string, groupIds: readonly string[]): Promise<readonly string[]> {
    const wanted = [...new Set(groupIds)];
    const member: string[] = [];
    for (let index = 0; index < wanted.length; index += GROUPS_PER_CALL) {
      const { Results } = await this.identityStore.send(
        new IsMemberInGroupsCommand({
          IdentityStoreId: this.identityStoreId,
          MemberId: { UserId: userId },
          GroupIds: wanted.slice(index, index + GROUPS_PER_CALL),
        }),
      );
      for (const { GroupId, MembershipExists } of Results ?? [])
        if (MembershipExists) member.push(given(GroupId, 'GroupId'));
    }
    return member;
  }

  async account(
    accountId: string,
    units: readonly OrganizationalUnit[] = [],
  ): Promise<AccountNow | undefined> {
    try {
      const { Account } = await this.organizations.send(new DescribeAccountCommand({ AccountId: accountId }));
      const account = given(Account, 'Account');
      const parent = given(await this.#parentOf(accountId), 'the parent of an account');
      return { id: accountId, status: accountStatus(account), path: await this.#pathTo(parent, units) };
    } catch (error) {
      if (error instanceof AccountNotFoundException) return undefined;
      throw error;
    }
  }

  async accountTags(accountId: string): Promise<Readonly<Record<string, string>>> {
    const tags = await allPages(async (NextToken) => {
      const page = await this.organizations.send(
        new ListTagsForResourceCommand({ ResourceId: accountId, NextToken }),
      );
      return { items: page.Tags, next: page.NextToken };
    });
    return Object.fromEntries(tags.map(({ Key, Value }) => [given(Key, 'Key'), given(Value, 'Value')]));
  }

  /** Ids of a unit and all above it, from the root down. */
  async #pathTo(unitId: string, units: readonly OrganizationalUnit[]): Promise<readonly string[]> {
    const kept = this.#unitPaths.get(unitId);
    if (kept) return kept;
    const known = units.find(({ id }) => id === unitId);
    if (known) return [...known.path, unitId];
    const parent = unitId.startsWith('r-') ? undefined : await this.#parentOf(unitId);
    const path = [...(parent ? await this.#pathTo(parent, units) : []), unitId];
    this.#unitPaths.set(unitId, path);
    return path;
  }

  async #parentOf(childId: string): Promise<string | undefined> {
    const { Parents } = await this.organizations.send(new ListParentsCommand({ ChildId: childId }));
    return Parents?.[0]?.Id;
  }
}
