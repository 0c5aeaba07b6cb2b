import type { DirectoryKind } from '../../../../core/contract/directory';
import type { AccountScope, ApprovalStep, PermissionSetScope } from '../../../../core/model/policy';

type AnyPolicy = {
  readonly accounts: AccountScope;
  readonly permissionSets: PermissionSetScope;
  readonly subjects?: { readonly users: readonly string[]; readonly groups: readonly string[] };
  readonly onBehalfBy?: readonly string[];
  readonly requesterGroups?: readonly string[];
  readonly steps?: readonly ApprovalStep[];
};

type Ids = Record<DirectoryKind, string[]>;

/** Every id that some policies hold, by kind, so that names can be asked for at once. */
export function idsOf(policies: readonly AnyPolicy[]): Ids {
  const ids: Ids = {
    accounts: [],
    'organizational-units': [],
    'permission-sets': [],
    groups: [],
    people: [],
  };
  for (const policy of policies) {
    ids.accounts.push(...policy.accounts.accounts);
    ids['organizational-units'].push(...policy.accounts.organizationalUnits.map((unit) => unit.id));
    ids['permission-sets'].push(...policy.permissionSets.arns);
    const named = [
      ...(policy.subjects ? [policy.subjects] : []),
      ...(policy.steps ?? []).map((step) => step.approvers),
    ];
    ids.people.push(...named.flatMap((people) => people.users));
    ids.groups.push(...named.flatMap((people) => people.groups));
    ids.groups.push(...(policy.onBehalfBy ?? []), ...(policy.requesterGroups ?? []));
  }
  return ids;
}
