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
    CreateUser: operation(
      userAttributes.extend({ ...inStore, Extensions: userExtensions.optional() }),
      (input) => {
        const attributes = z.object(userAttributes.shape).parse(input);
        const extensions = input.Extensions ?? {};
        const createdAt = store.now();
        const times = { createdAt, updatedAt: createdAt };
        const user: User = { id: store.newId(), attributes, extensions, status: 'ENABLED', ...times };
        store.users.put(user);
        store.changed();
        return { IdentityStoreId: store.id, UserId: user.id };
      },
    ),
    DescribeUser: operation(z.strictObject({ ...oneUser, ...withExtensions }), (input) =>
      answered(store.users.get(input.UserId), input.Extensions),
    ),
    ListUsers: operation(
      z.strictObject({ ...inStore, ...withExtensions, ...paged, Filters: filterOn('UserName') }),
      (input) => {
        const name = input.Filters?.[0]?.AttributeValue;
        const named = name === undefined ? undefined : store.users.byName(name);
        const users = name === undefined ? store.users.all() : named ? [named] : [];
        const { items, NextToken } = page(users, input, `ListUsers|${name ?? ''}`, PAGING);
        return { Users: items.map((user) => answered(user, input.Extensions)), NextToken };
      },
    ),
    UpdateUser: updateUser(store),
    // The user's memberships go too; account assignments stay behind, as Identity Center keeps those.
    DeleteUser: operation(z.strictObject(oneUser), ({ UserId }) => {
      store.users.delete(UserId);
      for (const { id } of store.memberships.ofUser(UserId)) store.memberships.delete(id);
      store.changed();
      return {};
    }),
    GetUserId: operation(
      z.strictObject({ ...inStore, AlternateIdentifier: alternateIdentifier }),
      ({ AlternateIdentifier: named }) => {
        // No user here comes from an outside directory, so none has an external id.
        if ('ExternalId' in named) throw notFound('USER', named.ExternalId.Id);
        const user = byUniqueAttribute(store, named.UniqueAttribute);
        return { IdentityStoreId: store.id, UserId: user.id };
      },
    ),
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
