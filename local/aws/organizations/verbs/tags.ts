import { z } from 'zod';
import type { Operations } from '../../support/operation';
import { page } from '../../support/paging';
import { listed, tagList } from '../../support/tags';
import { missing } from '../errors';
import { PAGING, paged, taggableId, verb } from '../input';
import type { Organization } from '../organization';

const tagResourceInput = z.strictObject({ ResourceId: taggableId, Tags: tagList });
const listTagsForResourceInput = z.strictObject({ ResourceId: taggableId, NextToken: paged.NextToken });

/** The calls about tags of accounts, organizational units and the root. */
export function tags(organization: Organization): Operations {
  const { tree } = organization;
  const requireTarget = (id: string) => {
    if (!tree.isParent(id) && !tree.account(id)) throw missing('Target', id);
  };
  return {
    TagResource: verb(tagResourceInput, ({ ResourceId, Tags }) => {
      requireTarget(ResourceId);
      organization.tag(ResourceId, Tags);
      return {};
    }),
    ListTagsForResource: verb(listTagsForResourceInput, (input) => {
      requireTarget(input.ResourceId);
      const all = listed(organization.tagsOf(input.ResourceId));
      const { items, NextToken } = page(all, input, `ListTagsForResource|${input.ResourceId}`, PAGING);
      return { Tags: items, NextToken };
    }),
  };
}
