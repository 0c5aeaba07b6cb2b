import {
  type AccountAssignmentOperationStatus,
  CreateAccountAssignmentCommand,
  DeleteAccountAssignmentCommand,
  DescribeAccountAssignmentCreationStatusCommand,
  DescribeAccountAssignmentDeletionStatusCommand,
  ListAccountAssignmentCreationStatusCommand,
  ListAccountAssignmentsCommand,
  ResourceNotFoundException,
  type SSOAdminClient,
} from '@aws-sdk/client-sso-admin';
import type { AccountAssignment } from '../core/model/entitlement';
import {
  type Grants,
  GrantsBusyError,
  type OperationStart,
  type OperationStatus,
} from '../core/ports/grants';
import { allPages } from './paged';
import { given } from './unexpected-answer-error';

/** Errors that pass: somebody else is changing the same thing, or asks too much at once. */
const BUSY = new Set([
  'ConflictException',
  'ThrottlingException',
  'InternalServerException',
  'ServiceQuotaExceededException',
  'NoTurnError',
]);
/** Errors that stay. */
const REFUSED = new Set(['AccessDeniedException', 'ResourceNotFoundException', 'ValidationException']);

/** Account assignments by the sso-admin API. */
export class IdentityCenterGrants implements Grants {
  constructor(
    private readonly client: SSOAdminClient,
    private readonly instanceArn: string,
  ) {}

  async holds(userId: string, { accountId, permissionSetArn }: AccountAssignment): Promise<boolean> {
    try {
      const assignments = await allPages(async (NextToken) => {
        const page = await this.client.send(
          new ListAccountAssignmentsCommand({
            InstanceArn: this.instanceArn,
            AccountId: accountId,
            PermissionSetArn: permissionSetArn,
            MaxResults: 100,
            NextToken,
          }),
        );
        return { items: page.AccountAssignments, next: page.NextToken };
      });
      return assignments.some((held) => held.PrincipalType === 'USER' && held.PrincipalId === userId);
    } catch (error) {
      // The account or the permission set is gone, and every assignment with it.
      if (error instanceof ResourceNotFoundException) return false;
      throw notKnown(error);
    }
  }

  async create(userId: string, entitlement: AccountAssignment): Promise<OperationStart> {
    try {
      const command = new CreateAccountAssignmentCommand(this.#target(userId, entitlement));
      const { AccountAssignmentCreationStatus } = await this.client.send(command);
      return started(AccountAssignmentCreationStatus);
    } catch (error) {
      return notStarted(error);
    }
  }

  async delete(userId: string, entitlement: AccountAssignment): Promise<OperationStart> {
    try {
      const command = new DeleteAccountAssignmentCommand(this.#target(userId, entitlement));
      const { AccountAssignmentDeletionStatus } = await this.client.send(command);
      return started(AccountAssignmentDeletionStatus);
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return { kind: 'gone', reason: reasonOf(error) };
      return notStarted(error);
    }
  }

  creation(operationId: string): Promise<OperationStatus> {
    return status(async () => {
      const input = { InstanceArn: this.instanceArn, AccountAssignmentCreationRequestId: operationId };
      const answer = await this.client.send(new DescribeAccountAssignmentCreationStatusCommand(input));
      return answer.AccountAssignmentCreationStatus;
    });
  }

  /** The list names no assignment, so each creation that is running (at most 15) is looked at. */
  async runningCreation(userId: string, entitlement: AccountAssignment): Promise<string | undefined> {
    try {
      const running = await allPages(async (NextToken) => {
        const page = await this.client.send(
          new ListAccountAssignmentCreationStatusCommand({
            InstanceArn: this.instanceArn,
            Filter: { Status: 'IN_PROGRESS' },
            MaxResults: 100,
            NextToken,
          }),
        );
        return { items: page.AccountAssignmentsCreationStatus, next: page.NextToken };
      });
      for (const { RequestId } of running) {
        const id = given(RequestId, 'RequestId');
        if (await this.#isOf(id, userId, entitlement)) return id;
      }
      return undefined;
    } catch (error) {
      throw notKnown(error);
    }
  }

  async #isOf(operationId: string, userId: string, entitlement: AccountAssignment): Promise<boolean> {
    try {
      const input = { InstanceArn: this.instanceArn, AccountAssignmentCreationRequestId: operationId };
      const answer = await this.client.send(new DescribeAccountAssignmentCreationStatusCommand(input));
      const { PrincipalId, TargetId, PermissionSetArn } = answer.AccountAssignmentCreationStatus ?? {};
      return (
        PrincipalId === userId &&
        TargetId === entitlement.accountId &&
        PermissionSetArn === entitlement.permissionSetArn
      );
    } catch (error) {
      // It ended and was forgotten between the two calls.
      if (error instanceof ResourceNotFoundException) return false;
      throw error;
    }
  }

  deletion(operationId: string): Promise<OperationStatus> {
    return status(async () => {
      const input = { InstanceArn: this.instanceArn, AccountAssignmentDeletionRequestId: operationId };
      const answer = await this.client.send(new DescribeAccountAssignmentDeletionStatusCommand(input));
      return answer.AccountAssignmentDeletionStatus;
    });
  }

  #target(userId: string, { accountId, permissionSetArn }: AccountAssignment) {
    return {
      InstanceArn: this.instanceArn,
      TargetId: accountId,
      TargetType: 'AWS_ACCOUNT',
      PermissionSetArn: permissionSetArn,
      PrincipalType: 'USER',
      PrincipalId: userId,
    } as const;
  }
}

function started(operation: AccountAssignmentOperationStatus | undefined): OperationStart {
  return { kind: 'started', operationId: given(operation?.RequestId, 'RequestId') };
}

function notStarted(error: unknown): OperationStart {
  if (!(error instanceof Error)) throw error;
  const reason = reasonOf(error);
  if (BUSY.has(error.name)) return { kind: 'busy', reason };
  if (REFUSED.has(error.name)) return { kind: 'refused', reason };
  throw error;
}

const reasonOf = (error: Error) => `${error.name}: ${error.message}`;

/** What a call that only reads throws: busy is not an answer. */
function notKnown(error: unknown): unknown {
  return error instanceof Error && BUSY.has(error.name) ? new GrantsBusyError(reasonOf(error)) : error;
}

async function status(
  read: () => Promise<AccountAssignmentOperationStatus | undefined>,
): Promise<OperationStatus> {
  try {
    const operation = given(await read(), 'the status of the operation');
    if (operation.Status === 'SUCCEEDED') return { state: 'succeeded' };
    if (operation.Status === 'IN_PROGRESS') return { state: 'in-progress' };
    return { state: 'failed', reason: operation.FailureReason ?? 'Identity Center gave no reason.' };
  } catch (error) {
    // Identity Center no longer knows the operation: whoever asks starts anew.
    if (error instanceof ResourceNotFoundException) return { state: 'failed', reason: error.message };
    // Asking too often is no news about the operation.
    if (error instanceof Error && BUSY.has(error.name)) return { state: 'in-progress' };
    throw error;
  }
}
