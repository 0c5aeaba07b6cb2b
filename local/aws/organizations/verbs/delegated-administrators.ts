import { z } from 'zod';
import type { Operations } from '../../support/operation';
import { page } from '../../support/paging';
import { wireTime } from '../../support/wire-time';
import { PAGING, paged, verb } from '../input';
import type { Organization } from '../organization';

const SSO = 'sso.amazonaws.com';

const schema = z.strictObject({
  ServicePrincipal: z.string().min(1).max(128).optional(),
  ...paged,
});

/** ListDelegatedAdministrators: an account has to be registered for each service; here for Identity Center alone. */
export function delegatedAdministrators(
  organization: Organization,
  ids: () => readonly string[],
): Operations {
  return {
    ListDelegatedAdministrators: verb(schema, (input) => {
      const found = input.ServicePrincipal === undefined || input.ServicePrincipal === SSO ? ids() : [];
      const scope = `ListDelegatedAdministrators|${input.ServicePrincipal ?? ''}`;
      const { items, NextToken } = page(found, input, scope, PAGING);
      const DelegatedAdministrators = items.map((Id) => ({
        Id,
        Arn: `arn:aws:organizations::${organization.managementAccountId}:account/${organization.id}/${Id}`,
        Name: organization.tree.account(Id)?.name,
        DelegationEnabledDate: wireTime(Date.UTC(2024, 0, 15)),
      }));
      return { DelegatedAdministrators, NextToken };
    }),
  };
}
