import { z } from 'zod';
import { ServiceError } from '../../service';
import { type Operations, operation } from '../../support/operation';
import { page } from '../../support/paging';
import { wireTime } from '../../support/wire-time';
import { notFound } from './errors';
import type { IdentityStore } from './identity-store';
import { alternateIdentifier, filterOn, inStore, PAGING, paged, storedId } from './input';
import type { Group } from './state';

const oneGroup = z.strictObject({ ...inStore, GroupId: storedId });

const createGroupInput = z.strictObject({
  ...inStore,
  DisplayName: z.string().min(1).max(1_024),
  Description: z.string().min(1).max(1_024).optional(),
});
const listGroupsInput = z.strictObject({ ...inStore, ...paged, Filters: filterOn('DisplayName') });
const getGroupIdInput = z.strictObject({ ...inStore, AlternateIdentifier: alternateIdentifier });

/** The calls about groups. */
export function groupVerbs(store: IdentityStore): Operations {
  const answered = (group: Group) => ({
    GroupId: group.id,
    IdentityStoreId: store.id,
    DisplayName: group.displayName,
    Description: group.description,
    CreatedAt: wireTime(group.createdAt),
    UpdatedAt: wireTime(group.updatedAt),
  });

  return {
    CreateGroup: operation(createGroupInput, ({ DisplayName: displayName, Description: description }) => {
      const createdAt = store.now();
      const group: Group = { id: store.newId(), displayName, description, createdAt, updatedAt: createdAt };
      store.groups.add(group);
      store.changed();
      return { GroupId: group.id, IdentityStoreId: store.id };
    }),
    DescribeGroup: operation(oneGroup, ({ GroupId }) => answered(store.groups.get(GroupId))),
    ListGroups: operation(listGroupsInput, (input) => {
      const name = input.Filters?.[0]?.AttributeValue;
      const named = name === undefined ? undefined : store.groups.byName(name);
      const groups = name === undefined ? store.groups.all() : named ? [named] : [];
      const { items, NextToken } = page(groups, input, `ListGroups|${name ?? ''}`, PAGING);
      return { Groups: items.map(answered), NextToken };
    }),
    GetGroupId: operation(getGroupIdInput, ({ AlternateIdentifier: named }) => {
      // No group here comes from an outside directory, so none has an external id.
      if ('ExternalId' in named) throw notFound('GROUP', named.ExternalId.Id);
      const { AttributePath: path, AttributeValue: value } = named.UniqueAttribute;
      if (path !== 'displayName') {
        throw new ServiceError('ValidationException', `${path} is not a unique attribute of a group.`);
      }
      const group = store.groups.byName(value);
      if (!group) throw notFound('GROUP', value);
      return { GroupId: group.id, IdentityStoreId: store.id };
    }),
    // The group's memberships go too; account assignments stay behind, as Identity Center keeps those.
    DeleteGroup: operation(oneGroup, ({ GroupId }) => {
      store.groups.delete(GroupId);
      for (const { id } of store.memberships.ofGroup(GroupId)) store.memberships.delete(id);
      store.changed();
      return {};
    }),
  };
}
