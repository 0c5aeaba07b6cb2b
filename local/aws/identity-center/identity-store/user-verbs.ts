import { z } from 'zod';
import { ServiceError } from '../../service';
import { type Operations, operation } from '../../support/operation';
import { page } from '../../support/paging';
import { wireTime } from '../../support/wire-time';
import { ENTERPRISE, userAttributes, userExtensions } from './attributes';
import { notFound } from './errors';
import type { IdentityStore } from './identity-store';
import { alternateIdentifier, filterOn, inStore, PAGING, paged, storedId } from './input';
import type { User } from './state';
import { updateUser } from './update-user';

const oneUser = { ...inStore, UserId: storedId };
const withExtensions = { Extensions: z.array(z.literal(ENTERPRISE)).max(1).optional() };

const attributesOnly = z.object(userAttributes.shape);
const createUserInput = userAttributes.extend({ ...inStore, Extensions: userExtensions.optional() });
const describeUserInput = z.strictObject({ ...oneUser, ...withExtensions });
const listUsersInput = z.strictObject({
  ...inStore,
  ...withExtensions,
  ...paged,
  Filters: filterOn('UserName'),
});
const deleteUserInput = z.strictObject(oneUser);
const getUserIdInput = z.strictObject({ ...inStore, AlternateIdentifier: alternateIdentifier });

/** The calls about users. */
export function userVerbs(store: IdentityStore): Operations {
  const answered = (user: User, extensions: readonly string[] | undefined) => ({
    IdentityStoreId: store.id,
    UserId: user.id,
    ...user.attributes,
    UserStatus: user.status,
    CreatedAt: wireTime(user.createdAt),
    UpdatedAt: wireTime(user.updatedAt),
    ...(extensions?.length ? { Extensions: user.extensions } : {}),
  });

  return {
    CreateUser: operation(createUserInput, (input) => {
      const attributes = attributesOnly.parse(input);
      const extensions = input.Extensions ?? {};
      const createdAt = store.now();
      const times = { createdAt, updatedAt: createdAt };
      const user: User = { id: store.newId(), attributes, extensions, status: 'ENABLED', ...times };
      store.users.put(user);
      store.changed();
      return { IdentityStoreId: store.id, UserId: user.id };
    }),
    DescribeUser: operation(describeUserInput, (input) =>
      answered(store.users.get(input.UserId), input.Extensions),
    ),
    ListUsers: operation(listUsersInput, (input) => {
      const name = input.Filters?.[0]?.AttributeValue;
      const named = name === undefined ? undefined : store.users.byName(name);
      const users = name === undefined ? store.users.all() : named ? [named] : [];
      const { items, NextToken } = page(users, input, `ListUsers|${name ?? ''}`, PAGING);
      return { Users: items.map((user) => answered(user, input.Extensions)), NextToken };
    }),
    UpdateUser: updateUser(store),
    // The user's memberships go too; account assignments stay behind, as Identity Center keeps those.
    DeleteUser: operation(deleteUserInput, ({ UserId }) => {
      store.users.delete(UserId);
      for (const { id } of store.memberships.ofUser(UserId)) store.memberships.delete(id);
      store.changed();
      return {};
    }),
    GetUserId: operation(getUserIdInput, ({ AlternateIdentifier: named }) => {
      // No user here comes from an outside directory, so none has an external id.
      if ('ExternalId' in named) throw notFound('USER', named.ExternalId.Id);
      const user = byUniqueAttribute(store, named.UniqueAttribute);
      return { IdentityStoreId: store.id, UserId: user.id };
    }),
  };
}

function byUniqueAttribute(
  { users }: IdentityStore,
  { AttributePath: path, AttributeValue: value }: { AttributePath: string; AttributeValue: string },
): User {
  const found = { userName: () => users.byName(value), 'emails.value': () => users.byEmail(value) };
  if (path !== 'userName' && path !== 'emails.value') {
    throw new ServiceError('ValidationException', `${path} is not a unique attribute of a user.`);
  }
  const user = found[path]();
  if (!user) throw notFound('USER', value);
  return user;
}
