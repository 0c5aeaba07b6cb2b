import { ServiceError } from '../service';
import type { IdentityCenter } from './identity-center';
import type { Assignment, AsyncOperation } from './state';

/** Whether the permission set gets its role in the account with this assignment. */
export function createsRole(center: IdentityCenter, { accountId, permissionSetArn }: Assignment): boolean {
  return center.assignments.role(accountId, permissionSetArn) === undefined;
}

/** Whether the permission set's role in the account goes with this assignment. */
export function deletesRole(center: IdentityCenter, assignment: Assignment): boolean {
  const { accountId, permissionSetArn } = assignment;
  const role = center.assignments.role(accountId, permissionSetArn);
  return role?.holders.size === 1 && center.assignments.has(assignment);
}

/**
 * Refuses a change of a role while another role of the account is being changed:
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/limits.html
 */
export function requireNoRoleUpdate(center: IdentityCenter, accountId: string): void {
  if (!center.operations.running().some((operation) => updatesRoleIn(center, operation, accountId))) return;
  throw new ServiceError(
    'ConflictException',
    `A role in the account ${accountId} is being updated. Retry with exponential back-off.`,
  );
}

function updatesRoleIn(center: IdentityCenter, operation: AsyncOperation, accountId: string): boolean {
  if (operation.name === 'ProvisionPermissionSet') return operation.subject.accountIds.includes(accountId);
  if (operation.subject.accountId !== accountId) return false;
  return operation.name === 'CreateAccountAssignment'
    ? createsRole(center, operation.subject)
    : deletesRole(center, operation.subject);
}
