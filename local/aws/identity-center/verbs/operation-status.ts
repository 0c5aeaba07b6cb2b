import { z } from 'zod';
import { ServiceError } from '../../service';
import { type Operations, operation } from '../../support/operation';
import { page } from '../../support/paging';
import { wireTime } from '../../support/wire-time';
import type { IdentityCenter } from '../identity-center';
import { instanceArn, requestId } from '../instance';
import type { AsyncOperation } from '../state';
import { PAGING, paged } from './paging';

type AssignmentOperation = Extract<AsyncOperation, { name: `${string}AccountAssignment` }>;

const describeAccountAssignmentCreationStatusInput = z.strictObject({
  InstanceArn: instanceArn,
  AccountAssignmentCreationRequestId: requestId,
});
const describeAccountAssignmentDeletionStatusInput = z.strictObject({
  InstanceArn: instanceArn,
  AccountAssignmentDeletionRequestId: requestId,
});

/** The status of an assignment operation as it is answered. */
export function operationStatus(running: AsyncOperation) {
  if (running.name === 'ProvisionPermissionSet') throw notFound(running.id);
  const { subject } = running;
  return {
    Status: running.status,
    RequestId: running.id,
    FailureReason: running.failureReason,
    TargetId: subject.accountId,
    TargetType: 'AWS_ACCOUNT',
    PermissionSetArn: subject.permissionSetArn,
    PrincipalType: subject.principalType,
    PrincipalId: subject.principalId,
    CreatedDate: wireTime(running.createdAt),
  };
}

/** The Describe… and List… calls for the status of assignment operations. */
export function assignmentStatus(center: IdentityCenter): Operations {
  return {
    DescribeAccountAssignmentCreationStatus: operation(
      describeAccountAssignmentCreationStatusInput,
      (input) => ({
        AccountAssignmentCreationStatus: operationStatus(
          find(center, 'CreateAccountAssignment', input.AccountAssignmentCreationRequestId),
        ),
      }),
    ),
    DescribeAccountAssignmentDeletionStatus: operation(
      describeAccountAssignmentDeletionStatusInput,
      (input) => ({
        AccountAssignmentDeletionStatus: operationStatus(
          find(center, 'DeleteAccountAssignment', input.AccountAssignmentDeletionRequestId),
        ),
      }),
    ),
    ListAccountAssignmentCreationStatus: operation(listInput, (input) => {
      const { items, NextToken } = list(center, 'CreateAccountAssignment', input);
      return { AccountAssignmentsCreationStatus: items, NextToken };
    }),
    ListAccountAssignmentDeletionStatus: operation(listInput, (input) => {
      const { items, NextToken } = list(center, 'DeleteAccountAssignment', input);
      return { AccountAssignmentsDeletionStatus: items, NextToken };
    }),
  };
}

const listInput = z.strictObject({
  InstanceArn: instanceArn,
  Filter: z.strictObject({ Status: z.enum(['IN_PROGRESS', 'SUCCEEDED', 'FAILED']).optional() }).optional(),
  ...paged,
});

function find(center: IdentityCenter, name: AssignmentOperation['name'], id: string): AsyncOperation {
  const found = center.operations.find(name, id);
  if (!found) throw notFound(id);
  return found;
}

function list(center: IdentityCenter, name: AssignmentOperation['name'], input: z.infer<typeof listInput>) {
  const wanted = input.Filter?.Status;
  const statuses = center.operations
    .all()
    .filter((one) => one.name === name && (wanted === undefined || one.status === wanted))
    .map(({ status, id, createdAt }) => ({
      Status: status,
      RequestId: id,
      CreatedDate: wireTime(createdAt),
    }));
  return page(statuses, input, `${name}|${wanted ?? ''}`, PAGING);
}

function notFound(id: string): ServiceError {
  return new ServiceError('ResourceNotFoundException', `Could not find request with id ${id}`);
}
