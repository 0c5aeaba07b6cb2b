import { Aws } from 'aws-cdk-lib';
import type { HardEndMode } from '../../core/model/hard-end';
import type { Config } from '../config/config';
import type { Wildcard } from './acknowledge';
import type { FunctionWith } from './function-with';

type Caller = FunctionWith<'INSTANCE_ARN'>;

/**
 * The instance of Identity Center. Its actions take the instance, the permission sets of it and accounts; which account and which
 * permission set is decided by policies, not by IAM, so those two end in a wildcard.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsiamidentitycenter.html
 */
export class IdentityCenter {
  readonly #instanceArn: string;
  readonly #permissionSets: Wildcard;
  readonly #accounts: Wildcard = {
    arn: `arn:${Aws.PARTITION}:sso:::account/*`,
    because:
      'Accounts come and go after the deployment; for which one access is asked is decided by policies.',
  };

  constructor({ instanceId }: Config['identityCenter']) {
    this.#instanceArn = `arn:${Aws.PARTITION}:sso:::instance/${instanceId}`;
    this.#permissionSets = {
      arn: `arn:${Aws.PARTITION}:sso:::permissionSet/${instanceId}/*`,
      because: 'Permission sets come and go after the deployment; which one is used is decided by policies.',
    };
  }

  /** Lets `fn` assign and follow the assignment; sets INSTANCE_ARN. For `activate-lease` alone. */
  grantAssign(fn: Caller): void {
    fn.use('INSTANCE_ARN', this.#instanceArn);
    this.#onAssignments(fn, ['sso:CreateAccountAssignment', 'sso:ListAccountAssignments']);
    fn.allow(
      ['sso:DescribeAccountAssignmentCreationStatus', 'sso:ListAccountAssignmentCreationStatus'],
      [this.#instanceArn],
    );
  }

  /** Lets `fn` delete an assignment, and follow that and a creation that was still running; sets INSTANCE_ARN. For `end-lease` alone. */
  grantUnassign(fn: Caller): void {
    fn.use('INSTANCE_ARN', this.#instanceArn);
    this.#onAssignments(fn, ['sso:DeleteAccountAssignment', 'sso:ListAccountAssignments']);
    fn.allow(
      [
        'sso:DescribeAccountAssignmentCreationStatus',
        'sso:ListAccountAssignmentCreationStatus',
        'sso:DescribeAccountAssignmentDeletionStatus',
      ],
      [this.#instanceArn],
    );
  }

  /**
   * Lets `fn` read and write inline policies of permission sets and provision them in accounts, unless `mode` is `off`; sets
   * INSTANCE_ARN. For `hard-end` alone.
   */
  grantHardEnd(fn: Caller, mode: HardEndMode): void {
    fn.use('INSTANCE_ARN', this.#instanceArn);
    if (mode === 'off') return;
    fn.allow(
      [
        'sso:DescribePermissionSet',
        'sso:GetInlinePolicyForPermissionSet',
        'sso:ListAccountsForProvisionedPermissionSet',
        'sso:PutInlinePolicyToPermissionSet',
        'sso:DeleteInlinePolicyFromPermissionSet',
      ],
      [this.#instanceArn, this.#permissionSets],
    );
    this.#onAssignments(fn, ['sso:ProvisionPermissionSet']);
    fn.allow(['sso:DescribePermissionSetProvisioningStatus'], [this.#instanceArn]);
  }

  /** Lets `fn` list who holds what, and where permission sets are provisioned; sets INSTANCE_ARN. */
  grantListAssignments(fn: Caller): void {
    fn.use('INSTANCE_ARN', this.#instanceArn);
    this.#onAssignments(fn, ['sso:ListAccountAssignments']);
    fn.allow(['sso:ListAccountsForProvisionedPermissionSet'], [this.#instanceArn, this.#permissionSets]);
  }

  /** Lets `fn` read every permission set; sets INSTANCE_ARN. */
  grantReadPermissionSets(fn: Caller): void {
    fn.use('INSTANCE_ARN', this.#instanceArn);
    fn.allow(['sso:ListPermissionSets'], [this.#instanceArn]);
    fn.allow(['sso:DescribePermissionSet'], [this.#instanceArn, this.#permissionSets]);
    fn.allow(['sso:ListPermissionSetsProvisionedToAccount'], [this.#instanceArn, this.#accounts]);
  }

  #onAssignments(fn: Caller, actions: readonly string[]): void {
    fn.allow(actions, [this.#instanceArn, this.#permissionSets, this.#accounts]);
  }
}
