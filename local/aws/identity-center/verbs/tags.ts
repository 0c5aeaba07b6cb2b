import { z } from 'zod';
import { type Operations, operation } from '../../support/operation';
import { page } from '../../support/paging';
import { listed, tagList, withTags } from '../../support/tags';
import type { IdentityCenter } from '../identity-center';
import { instanceArn, permissionSetArn } from '../instance';
import { PAGING, paged } from './paging';

const resource = {
  InstanceArn: instanceArn.optional(),
  ResourceArn: z.union([permissionSetArn, instanceArn]),
};

const tagResourceInput = z.strictObject({ ...resource, Tags: tagList });
const listTagsForResourceInput = z.strictObject({ ...resource, NextToken: paged.NextToken });

/** The calls about tags of permission sets and of the instance. */
export function tags(center: IdentityCenter): Operations {
  const isInstance = (arn: string) => arn === center.instance.instanceArn;
  return {
    TagResource: operation(tagResourceInput, ({ ResourceArn: arn, Tags }) => {
      if (isInstance(arn)) center.instanceTags = withTags(center.instanceTags, Tags);
      else center.permissionSets.retag(arn, withTags(center.permissionSets.get(arn).tags, Tags));
      center.changed();
      return {};
    }),
    ListTagsForResource: operation(listTagsForResourceInput, (input) => {
      const arn = input.ResourceArn;
      const all = isInstance(arn) ? center.instanceTags : center.permissionSets.get(arn).tags;
      const { items, NextToken } = page(listed(all), input, `ListTagsForResource|${arn}`, PAGING);
      return { Tags: items, NextToken };
    }),
  };
}
