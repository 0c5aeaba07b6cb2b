import { z } from 'zod';
import { ServiceError } from '../../service';
import { type Operations, operation } from '../../support/operation';
import { page } from '../../support/paging';
import { wireTime } from '../../support/wire-time';
import type { IdentityCenter } from '../identity-center';
import { accountId, instanceArn, permissionSetArn, requestId } from '../instance';
import type { AsyncOperation } from '../state';
import { PAGING, paged } from './paging';

/** https://docs.aws.amazon.com/singlesignon/latest/userguide/limits.html */
const MOST_PROVISIONINGS = 3;

const LATEST = 'LATEST_PERMISSION_SET_PROVISIONED';
const provisioningStatus = z.enum([LATEST, 'LATEST_PERMISSION_SET_NOT_PROVISIONED']).optional();

const provisionPermissionSetInput = z.strictObject({
  InstanceArn: instanceArn,
  PermissionSetArn: permissionSetArn,
  TargetType: z.enum(['AWS_ACCOUNT', 'ALL_PROVISIONED_ACCOUNTS']),
  TargetId: accountId.optional(),
});
const describePermissionSetProvisioningStatusInput = z.strictObject({
  InstanceArn: instanceArn,
  ProvisionPermissionSetRequestId: requestId,
});
const listPermissionSetsProvisionedToAccountInput = z.strictObject({
  InstanceArn: instanceArn,
  AccountId: accountId,
  ProvisioningStatus: provisioningStatus,
  ...paged,
});
const listAccountsForProvisionedPermissionSetInput = z.strictObject({
  InstanceArn: instanceArn,
  PermissionSetArn: permissionSetArn,
  ProvisioningStatus: provisioningStatus,
  ...paged,
});

/** The calls about which permission set is provisioned where, and how up to date. */
export function provisioning(center: IdentityCenter): Operations {
  const { assignments, operations, permissionSets } = center;
  const statusOf = (role: { permissionSetArn: string; revision: number }) =>
    role.revision === permissionSets.get(role.permissionSetArn).revision
      ? LATEST
      : 'LATEST_PERMISSION_SET_NOT_PROVISIONED';

  return {
    ProvisionPermissionSet: operation(provisionPermissionSetInput, (input) => {
      const { arn } = permissionSets.get(input.PermissionSetArn);
      center.requireManageable(arn);
      const accountIds = targets(center, arn, input.TargetType, input.TargetId);
      const running = operations.running().filter(({ name }) => name === 'ProvisionPermissionSet');
      if (running.length >= MOST_PROVISIONINGS) {
        throw new ServiceError('ThrottlingException', 'Too many permission sets are being provisioned.');
      }
      const subject = { permissionSetArn: arn, accountIds };
      const started = operations.start({ name: 'ProvisionPermissionSet', subject });
      return { PermissionSetProvisioningStatus: answered(started) };
    }),

    DescribePermissionSetProvisioningStatus: operation(
      describePermissionSetProvisioningStatusInput,
      ({ ProvisionPermissionSetRequestId: id }) => {
        const found = operations.find('ProvisionPermissionSet', id);
        if (!found)
          throw new ServiceError('ResourceNotFoundException', `Could not find request with id ${id}`);
        return { PermissionSetProvisioningStatus: answered(found) };
      },
    ),

    ListPermissionSetsProvisionedToAccount: operation(
      listPermissionSetsProvisionedToAccountInput,
      (input) => {
        center.requireAccount(input.AccountId);
        const wanted = input.ProvisioningStatus;
        const roles = [...assignments.rolesInAccount(input.AccountId)].filter(
          (role) => wanted === undefined || statusOf(role) === wanted,
        );
        const scope = `ListPermissionSetsProvisionedToAccount|${input.AccountId}|${wanted ?? ''}`;
        const { items, NextToken } = page(roles, input, scope, PAGING);
        return { PermissionSets: items.map((role) => role.permissionSetArn), NextToken };
      },
    ),

    ListAccountsForProvisionedPermissionSet: operation(
      listAccountsForProvisionedPermissionSetInput,
      (input) => {
        const { arn } = permissionSets.get(input.PermissionSetArn);
        const wanted = input.ProvisioningStatus;
        const roles = [...assignments.rolesOfPermissionSet(arn)].filter(
          (role) => wanted === undefined || statusOf(role) === wanted,
        );
        const scope = `ListAccountsForProvisionedPermissionSet|${arn}|${wanted ?? ''}`;
        const { items, NextToken } = page(roles, input, scope, PAGING);
        return { AccountIds: items.map((role) => role.accountId), NextToken };
      },
    ),
  };
}

function targets(center: IdentityCenter, arn: string, type: string, account: string | undefined): string[] {
  if (type === 'ALL_PROVISIONED_ACCOUNTS') {
    return [...center.assignments.rolesOfPermissionSet(arn)].map((role) => role.accountId);
  }
  if (account === undefined) {
    throw new ServiceError('ValidationException', 'TargetId is required for the target type AWS_ACCOUNT.');
  }
  if (!center.assignments.role(account, arn)) {
    throw new ServiceError(
      'ResourceNotFoundException',
      `PermissionSet ${arn} is not provisioned in account ${account}`,
    );
  }
  return [account];
}

function answered(operation: AsyncOperation) {
  const accountIds = 'accountIds' in operation.subject ? operation.subject.accountIds : [];
  return {
    Status: operation.status,
    RequestId: operation.id,
    AccountId: accountIds.length === 1 ? accountIds[0] : undefined,
    PermissionSetArn: operation.subject.permissionSetArn,
    FailureReason: operation.failureReason,
    CreatedDate: wireTime(operation.createdAt),
  };
}
