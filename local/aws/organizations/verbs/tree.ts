import { z } from 'zod';
import type { Operations } from '../../support/operation';
import { page } from '../../support/paging';
import { answeredOrganization, answeredRoot } from '../answers';
import { missing } from '../errors';
import { childId, PAGING, paged, parentId, verb } from '../input';
import type { Organization } from '../organization';

const describeOrganizationInput = z.strictObject({});
const listRootsInput = z.strictObject(paged);
const listParentsInput = z.strictObject({ ChildId: childId, ...paged });
const listChildrenInput = z.strictObject({
  ParentId: parentId,
  ChildType: z.enum(['ACCOUNT', 'ORGANIZATIONAL_UNIT']),
  ...paged,
});

/** The calls about the organization, its root, and who is above and below whom. */
export function tree(organization: Organization): Operations {
  const { tree: held } = organization;
  return {
    DescribeOrganization: verb(describeOrganizationInput, () => ({
      Organization: answeredOrganization(organization),
    })),
    ListRoots: verb(listRootsInput, (input) => {
      const { items, NextToken } = page([answeredRoot(organization)], input, 'ListRoots', PAGING);
      return { Roots: items, NextToken };
    }),
    ListParents: verb(listParentsInput, (input) => {
      const parent = held.parentOf(input.ChildId);
      if (parent === undefined) throw missing('Child', input.ChildId);
      const Type = parent === held.rootId ? 'ROOT' : 'ORGANIZATIONAL_UNIT';
      const scope = `ListParents|${input.ChildId}`;
      const { items, NextToken } = page([{ Id: parent, Type }], input, scope, PAGING);
      return { Parents: items, NextToken };
    }),
    ListChildren: verb(listChildrenInput, (input) => {
      const { ParentId: parent, ChildType: Type } = input;
      organization.requireParent(parent);
      const children = Type === 'ACCOUNT' ? held.accountsUnder(parent) : held.unitsUnder(parent);
      const { items, NextToken } = page(children, input, `ListChildren|${Type}|${parent}`, PAGING);
      return { Children: items.map(({ id }) => ({ Id: id, Type })), NextToken };
    }),
  };
}
