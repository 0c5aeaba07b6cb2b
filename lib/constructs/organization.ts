import { Aws } from 'aws-cdk-lib';
import type { FunctionWith } from './function-with';

const arn = (resource: string) => `arn:${Aws.PARTITION}:organizations::*:${resource}`;

/**
 * Accounts and units, read only. They belong to the management account; there is only one organization that they can be of.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsorganizations.html
 */
export class Organization {
  readonly #accounts = arn('account/o-*/*');
  readonly #units = arn('ou/o-*/*');
  readonly #roots = arn('root/o-*/*');

  /** Lets `fn` look at one account: its state, its place, its tags. */
  grantReadAccount(fn: FunctionWith<never>): void {
    fn.allow(['organizations:DescribeAccount', 'organizations:ListTagsForResource'], [this.#accounts]);
    fn.allow(['organizations:ListParents'], [this.#accounts, this.#units]);
  }

  /** Lets `fn` read the whole tree. */
  grantReadTree(fn: FunctionWith<never>): void {
    // These two take no resource: see the page above.
    fn.allow(['organizations:DescribeOrganization', 'organizations:ListRoots'], ['*']);
    fn.allow(
      ['organizations:ListOrganizationalUnitsForParent', 'organizations:ListAccountsForParent'],
      [this.#roots, this.#units],
    );
    fn.allow(['organizations:ListTagsForResource'], [this.#accounts]);
  }
}
