import {
  DescribeGroupCommand,
  DescribeUserCommand,
  type IdentitystoreClient,
  ListGroupMembershipsCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-identitystore';
import type { Person } from '../../core/model/person';
import { allPages, bounded } from '../paged';
import { personOf } from '../people';

/** A group with everybody in it. */
export type GroupFacts = { readonly id: string; readonly name: string; readonly members: readonly Person[] };

const AT_ONCE = 8;

/** Reads groups and people of an identity store; nobody is asked for twice. */
export class PeopleReader {
  readonly #people = new Map<string, Promise<Person | undefined>>();

  constructor(
    private readonly client: IdentitystoreClient,
    private readonly identityStoreId: string,
  ) {}

  /** `undefined` when there is no such group. */
  async group(id: string): Promise<GroupFacts | undefined> {
    const name = await this.#nameOf(id);
    if (name === undefined) return undefined;
    const memberships = await allPages(async (NextToken) => {
      const input = { IdentityStoreId: this.identityStoreId, GroupId: id, MaxResults: 100, NextToken };
      const page = await this.client.send(new ListGroupMembershipsCommand(input));
      return { items: page.GroupMemberships, next: page.NextToken };
    });
    const ids = memberships.flatMap(({ MemberId }) => MemberId?.UserId ?? []);
    const members = await bounded(ids, AT_ONCE, (userId) => this.person(userId));
    return { id, name, members: members.filter((member) => member !== undefined) };
  }

  /** `undefined` when there is nobody with this id. */
  person(id: string): Promise<Person | undefined> {
    const known = this.#people.get(id) ?? this.#read(id);
    this.#people.set(id, known);
    return known;
  }

  async #read(UserId: string): Promise<Person | undefined> {
    const input = { IdentityStoreId: this.identityStoreId, UserId };
    const user = await orNone(() => this.client.send(new DescribeUserCommand(input)));
    return user && personOf(user);
  }

  async #nameOf(GroupId: string): Promise<string | undefined> {
    const input = { IdentityStoreId: this.identityStoreId, GroupId };
    const group = await orNone(() => this.client.send(new DescribeGroupCommand(input)));
    return group && (group.DisplayName ?? GroupId);
  }
}

async function orNone<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}
