import { Aws } from 'aws-cdk-lib';
import type { Wildcard } from './acknowledge';
import type { FunctionWith } from './function-with';

const every = (kind: 'account' | 'ou' | 'root'): Wildcard => ({
  arn: `arn:${Aws.PARTITION}:organizations::*:${kind}/o-*/*`,
  because:
    'Reads alone. An account can read one organization, its own; its tree changes after the deployment.',
});

/**
 * Accounts and units, read only. They belong to the management account; there is only one organization that they can be of.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsorganizations.html
 */
export class Organization {
  readonly #accounts = every('account');
  readonly #units = every('ou');
  readonly #roots = every('root');

  /** Lets `fn` look at one account: its state, its place, its tags. */
  grantReadAccount(fn: FunctionWith<never>): void {
    fn.allow(['organizations:DescribeAccount', 'organizations:ListTagsForResource'], [this.#accounts]);
    fn.allow(['organizations:ListParents'], [this.#accounts, this.#units]);
  }

  /** Lets `fn`, in the management account, see who administers Identity Center and register one account for that. */
  grantRegisterAdministrator(fn: FunctionWith<never>, managementAccount: string, accountId: string): void {
    const forIdentityCenter = { StringEquals: { 'organizations:ServicePrincipal': 'sso.amazonaws.com' } };
    fn.allow(
      ['organizations:ListDelegatedAdministrators'],
      [{ arn: '*', because: 'A read. IAM knows no resource for it: see the page above.' }],
      forIdentityCenter,
    );
    fn.allow(
      ['organizations:RegisterDelegatedAdministrator'],
      [
        {
          arn: `arn:${Aws.PARTITION}:organizations::${managementAccount}:account/o-*/${accountId}`,
          because:
            'Stands for the id of the organization alone, of which there is one; the account is named.',
        },
      ],
      forIdentityCenter,
    );
  }

  /** Lets `fn` read the whole tree. */
  grantReadTree(fn: FunctionWith<never>): void {
    fn.allow(
      ['organizations:DescribeOrganization', 'organizations:ListRoots'],
      [{ arn: '*', because: 'Reads alone. IAM knows no resource for these two: see the page above.' }],
    );
    fn.allow(
      ['organizations:ListOrganizationalUnitsForParent', 'organizations:ListAccountsForParent'],
      [this.#roots, this.#units],
    );
    fn.allow(['organizations:ListTagsForResource'], [this.#accounts]);
  }
}
