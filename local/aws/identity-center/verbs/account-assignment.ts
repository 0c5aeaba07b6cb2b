import { z } from 'zod';
import { ServiceError } from '../../service';
import { type Operations, operation } from '../../support/operation';
import { assignmentKey } from '../assignments';
import type { IdentityCenter } from '../identity-center';
import { createsRole, deletesRole, requireNoRoleUpdate } from '../role-updates';
import { accountId, instanceArn, permissionSetArn, principalId } from '../instance';
import { type Assignment, principalType } from '../state';
import { operationStatus } from './operation-status';

/**
 * The most operations that may be under way. AWS names creations; deletions count too, as they do for its newer account access
 * API, so that the emulator is never the kinder of the two.
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/limits.html https://docs.aws.amazon.com/IAM/latest/UserGuide/aam-quotas.html
 */
const MOST_OUTSTANDING = 15;

const input = z
  .strictObject({
    InstanceArn: instanceArn,
    TargetId: accountId,
    TargetType: z.literal('AWS_ACCOUNT'),
    PermissionSetArn: permissionSetArn,
    PrincipalType: principalType,
    PrincipalId: principalId,
  })
  .transform(
    (raw): Assignment => ({
      accountId: raw.TargetId,
      permissionSetArn: raw.PermissionSetArn,
      principalType: raw.PrincipalType,
      principalId: raw.PrincipalId,
    }),
  );

/** CreateAccountAssignment and DeleteAccountAssignment: accepted now, done later. */
export function accountAssignment(center: IdentityCenter): Operations {
  return {
    CreateAccountAssignment: operation(input, (assignment) => {
      requireTarget(center, assignment);
      center.requirePrincipal(assignment);
      requireCalm(center, assignment, 'ServiceQuotaExceededException');
      if (createsRole(center, assignment)) requireNoRoleUpdate(center, assignment.accountId);
      const started = center.operations.start({ name: 'CreateAccountAssignment', subject: assignment });
      return { AccountAssignmentCreationStatus: operationStatus(started) };
    }),

    // Assumed, as no account was at hand to try it: deleting what is not assigned is accepted and SUCCEEDED.
    DeleteAccountAssignment: operation(input, (assignment) => {
      requireTarget(center, assignment);
      requireCalm(center, assignment, 'ThrottlingException');
      if (deletesRole(center, assignment)) requireNoRoleUpdate(center, assignment.accountId);
      const started = center.operations.start({ name: 'DeleteAccountAssignment', subject: assignment });
      return { AccountAssignmentDeletionStatus: operationStatus(started) };
    }),
  };
}

/** Refuses an account or permission set that is unknown, or that only the management account may assign. */
function requireTarget(center: IdentityCenter, { accountId, permissionSetArn }: Assignment): void {
  center.permissionSets.get(permissionSetArn);
  center.requireAccount(accountId);
  if (accountId === center.accounts.managementAccountId) {
    throw new ServiceError(
      'AccessDeniedException',
      'A delegated administrator cannot change assignments in the management account.',
    );
  }
  center.requireManageable(permissionSetArn);
}

/** Refuses a second operation on the same assignment, and one above the quota. */
function requireCalm(center: IdentityCenter, assignment: Assignment, overQuota: string): void {
  const outstanding = center.operations
    .running()
    .flatMap((running) => (running.name === 'ProvisionPermissionSet' ? [] : [running.subject]));
  if (outstanding.some((other) => assignmentKey(other) === assignmentKey(assignment))) {
    throw new ServiceError(
      'ConflictException',
      'An operation on this account assignment is in progress. Retry with exponential back-off.',
    );
  }
  if (outstanding.length >= MOST_OUTSTANDING) {
    throw new ServiceError(
      overQuota,
      `There are ${MOST_OUTSTANDING} outstanding account assignment operations.`,
    );
  }
}
