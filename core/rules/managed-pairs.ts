import type { Account, DirectorySnapshot } from '../model/directory';
import type { EligibilityPolicy } from '../model/policy';
import { matchesAccount, matchesPermissionSet } from './account-scope';

/** What Hourglass manages: an account × permission set that an enabled policy lets somebody ask for. */
export type Managed = {
  /** ARNs of permission sets that are managed in some account, sorted. */
  readonly permissionSets: readonly string[];
  readonly manages: (accountId: string, permissionSetArn: string) => boolean;
};

/** What the policies of now manage in the organization of the snapshot. The management account is never part of it. */
export function managedPairs(policies: readonly EligibilityPolicy[], snapshot: DirectorySnapshot): Managed {
  const allowing = policies.filter(({ enabled, effect }) => enabled && effect === 'allow');
  const accounts = new Map<string, Account>(
    snapshot.accounts
      .filter(({ id }) => id !== snapshot.managementAccountId)
      .map((account) => [account.id, account]),
  );
  const permissionSets = snapshot.permissionSets
    .filter(
      ({ arn, inManagementAccount }) =>
        !inManagementAccount && allowing.some((policy) => matchesPermissionSet(policy.permissionSets, arn)),
    )
    .map(({ arn }) => arn);
  const known = new Set(permissionSets);
  return {
    permissionSets: permissionSets.toSorted(),
    manages: (accountId, arn) => {
      const account = accounts.get(accountId);
      if (!account || !known.has(arn)) return false;
      return allowing.some(
        (policy) =>
          matchesPermissionSet(policy.permissionSets, arn) && matchesAccount(policy.accounts, account),
      );
    },
  };
}
