import {
  CreateGroupCommand,
  CreateGroupMembershipCommand,
  CreateUserCommand,
  type IdentitystoreClient,
} from '@aws-sdk/client-identitystore';
import type { Group } from '../../core/model/directory';
import type { Person } from '../../core/model/person';
import { MAIL_DOMAIN } from '../places';
import type { SeedPerson } from './cast';
import { must, type SeedContext } from './context';
import { GROUPS } from './data/groups';
import { PEOPLE } from './data/people';

/** The identity store as it was written. */
export type WrittenPeople = {
  readonly people: readonly Person[];
  readonly groups: readonly Group[];
  readonly members: Readonly<Record<string, string[]>>;
};

type Deps = Pick<SeedContext, 'identityStoreId' | 'setUserStatus'> & { readonly client: IdentitystoreClient };

/** Creates groups, people and memberships. */
export async function writePeople(deps: Deps): Promise<WrittenPeople> {
  const [groups, people] = await Promise.all([
    Promise.all(Object.entries(GROUPS).map(([name, description]) => createGroup(name, description, deps))),
    Promise.all(PEOPLE.map((person) => createUser(person, deps))),
  ]);
  const groupIds = new Map(groups.map(({ id, name }) => [name, id]));
  const userIds = new Map(people.map(({ userId, userName }) => [userName, userId]));
  const memberships = PEOPLE.flatMap((person) =>
    person.groups.map((name) => ({
      groupId: must(groupIds.get(name), `group ${name}`),
      userId: must(userIds.get(person.userName), `person ${person.userName}`),
    })),
  );
  await Promise.all(memberships.map((membership) => join(membership, deps)));
  const members = Object.fromEntries(
    groups.map(({ id }) => [
      id,
      memberships.filter(({ groupId }) => groupId === id).map(({ userId }) => userId),
    ]),
  );
  return { people, groups, members };
}

/** The address of a person: `ann.lee@example.com`. */
export function emailOf({ givenName, familyName }: Pick<SeedPerson, 'givenName' | 'familyName'>): string {
  const plain = `${givenName}.${familyName}`
    .normalize('NFD')
    .replace(/ı/g, 'i')
    .replace(/ø/g, 'o')
    .replace(/[^\w.]/g, '');
  return `${plain.toLowerCase()}@${MAIL_DOMAIN}`;
}

async function createGroup(DisplayName: string, Description: string, deps: Deps): Promise<Group> {
  const IdentityStoreId = deps.identityStoreId;
  const { GroupId } = await deps.client.send(
    new CreateGroupCommand({ IdentityStoreId, DisplayName, Description }),
  );
  return { id: must(GroupId, `id of ${DisplayName}`), name: DisplayName };
}

async function createUser(person: SeedPerson, deps: Deps): Promise<Person> {
  const { userName, givenName, familyName, title, hasEmail = true, enabled = true } = person;
  const displayName = `${givenName} ${familyName}`;
  const email = hasEmail ? emailOf(person) : undefined;
  const created = await deps.client.send(
    new CreateUserCommand({
      IdentityStoreId: deps.identityStoreId,
      UserName: userName,
      DisplayName: displayName,
      Name: { GivenName: givenName, FamilyName: familyName },
      Title: title,
      ...(email !== undefined && { Emails: [{ Value: email, Type: 'work', Primary: true }] }),
    }),
  );
  const userId = must(created.UserId, `id of ${userName}`);
  if (!enabled) deps.setUserStatus(userId, 'DISABLED');
  return { userId, userName, displayName, enabled, ...(email !== undefined && { email }) };
}

async function join(
  { groupId, userId }: { readonly groupId: string; readonly userId: string },
  deps: Deps,
): Promise<void> {
  await deps.client.send(
    new CreateGroupMembershipCommand({
      IdentityStoreId: deps.identityStoreId,
      GroupId: groupId,
      MemberId: { UserId: userId },
    }),
  );
}
