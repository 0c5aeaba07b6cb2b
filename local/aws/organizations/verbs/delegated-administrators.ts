import { z } from 'zod';
import { ServiceError } from '../../service';
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

/** Who is registered for Identity Center: kept by whoever runs the service. */
export type Delegated = {
  readonly ids: () => readonly string[];
  readonly register: (accountId: string) => void;
};

const registration = z.strictObject({
  AccountId: z.string().regex(/^\d{12}$/),
  ServicePrincipal: z.string().min(1).max(128),
});

/** RegisterDelegatedAdministrator, for Identity Center alone: one account of the organization, and not the management account. */
function register(organization: Organization, { ids, register: keep }: Delegated, accountId: string): void {
  organization.requireAccount(accountId);
  if (ids().includes(accountId))
    throw new ServiceError('AccountAlreadyRegisteredException', 'The account is registered already.');
  const reason = isManagement(organization, accountId)
    ? 'CANNOT_REGISTER_MASTER_AS_DELEGATED_ADMINISTRATOR'
    : ids().length > 0
      ? 'MAX_DELEGATED_ADMINISTRATORS_FOR_SERVICE_LIMIT_EXCEEDED'
      : undefined;
  if (reason !== undefined)
    throw new ServiceError('ConstraintViolationException', `You cannot register ${accountId}.`, 400, {
      Reason: reason,
    });
  keep(accountId);
}

const isManagement = (organization: Organization, accountId: string) =>
  accountId === organization.managementAccountId;

/** ListDelegatedAdministrators: an account has to be registered for each service; here for Identity Center alone. */
export function delegatedAdministrators(organization: Organization, delegated: Delegated): Operations {
  return {
    RegisterDelegatedAdministrator: verb(registration, ({ AccountId, ServicePrincipal }) => {
      if (ServicePrincipal === SSO) register(organization, delegated, AccountId);
      return {};
    }),
    ListDelegatedAdministrators: verb(schema, (input) => {
      const found =
        input.ServicePrincipal === undefined || input.ServicePrincipal === SSO ? delegated.ids() : [];
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
