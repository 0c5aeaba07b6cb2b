import { z } from 'zod';
import { ServiceError } from '../../service';
import type { Operations } from '../../support/operation';
import { page } from '../../support/paging';
import { tagList } from '../../support/tags';
import { answeredUnit } from '../answers';
import { missing } from '../errors';
import { PAGING, paged, parentId, unitId, verb } from '../input';
import type { Organization } from '../organization';

/** https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html */
const DEEPEST = 5;

const createOrganizationalUnitInput = z.strictObject({
  ParentId: parentId,
  Name: z.string().min(1).max(128),
  Tags: tagList.optional(),
});
const describeOrganizationalUnitInput = z.strictObject({ OrganizationalUnitId: unitId });
const listOrganizationalUnitsForParentInput = z.strictObject({ ParentId: parentId, ...paged });

/** The calls about organizational units. */
export function organizationalUnit(organization: Organization): Operations {
  const { ids, tree } = organization;
  return {
    CreateOrganizationalUnit: verb(
      createOrganizationalUnitInput,
      ({ ParentId, Name: name, Tags: tags = [] }) => {
        organization.requireParent(ParentId);
        requireRoom(organization, ParentId, name);
        const id = `ou-${tree.rootId.slice('r-'.length)}-${ids.hex(8)}`;
        tree.addUnit({ id, parentId: ParentId, name });
        if (tags.length > 0) organization.tag(id, tags);
        organization.changed();
        return { OrganizationalUnit: answeredUnit(organization, { id, parentId: ParentId, name }) };
      },
    ),
    DescribeOrganizationalUnit: verb(describeOrganizationalUnitInput, ({ OrganizationalUnitId: id }) => {
      const unit = tree.unit(id);
      if (!unit) throw missing('OrganizationalUnit', id);
      return { OrganizationalUnit: answeredUnit(organization, unit) };
    }),
    ListOrganizationalUnitsForParent: verb(listOrganizationalUnitsForParentInput, (input) => {
      organization.requireParent(input.ParentId);
      const scope = `ListOrganizationalUnitsForParent|${input.ParentId}`;
      const { items, NextToken } = page(tree.unitsUnder(input.ParentId), input, scope, PAGING);
      return { OrganizationalUnits: items.map((one) => answeredUnit(organization, one)), NextToken };
    }),
  };
}

function requireRoom({ tree }: Organization, parentId: string, name: string): void {
  if (tree.unitsUnder(parentId).some((other) => other.name === name)) {
    throw new ServiceError(
      'DuplicateOrganizationalUnitException',
      `An organizational unit ${name} already exists under ${parentId}.`,
    );
  }
  if (tree.pathTo(parentId).length > DEEPEST) {
    const reason = { Reason: 'OU_DEPTH_LIMIT_EXCEEDED' };
    const message = `Organizational units can be at most ${DEEPEST} levels deep.`;
    throw new ServiceError('ConstraintViolationException', message, 400, reason);
  }
}
