import {
  DeleteInlinePolicyFromPermissionSetCommand,
  DescribePermissionSetCommand,
  DescribePermissionSetProvisioningStatusCommand,
  GetInlinePolicyForPermissionSetCommand,
  ListAccountsForProvisionedPermissionSetCommand,
  ProvisionPermissionSetCommand,
  PutInlinePolicyToPermissionSetCommand,
  ResourceNotFoundException,
  type SSOAdminClient,
} from '@aws-sdk/client-sso-admin';
import type { OperationStart, OperationStatus } from '../core/ports/grants';
import type { InlinePolicies, PolicyWritten, SetWithPolicy } from '../core/ports/inline-policies';
import { allPages } from './paged';
import { minutesOf } from './source/permission-sets';
import { given } from './unexpected-answer-error';

/** Errors that pass: somebody else is changing the same thing, or asks too much at once. */
const BUSY = new Set(['ConflictException', 'ThrottlingException', 'InternalServerException']);
/** Errors that stay. A quota is one of them here: the policy is too long. */
const REFUSED = new Set([
  'AccessDeniedException',
  'ResourceNotFoundException',
  'ServiceQuotaExceededException',
  'ValidationException',
]);

/** Inline policies by the sso-admin API. */
export class IdentityCenterInlinePolicies implements InlinePolicies {
  constructor(
    private readonly client: SSOAdminClient,
    private readonly instanceArn: string,
  ) {}

  async read(permissionSetArn: string): Promise<SetWithPolicy | undefined> {
    const one = this.#one(permissionSetArn);
    try {
      const { PermissionSet } = await this.client.send(new DescribePermissionSetCommand(one));
      const { Name, SessionDuration } = given(PermissionSet, 'PermissionSet');
      const name = given(Name, 'Name of a permission set');
      // Read last, so that as little as possible happens between reading and writing.
      const { InlinePolicy } = await this.client.send(new GetInlinePolicyForPermissionSetCommand(one));
      const sessionMinutes = minutesOf(SessionDuration ?? 'PT1H');
      return { arn: permissionSetArn, name, sessionMinutes, policy: InlinePolicy ?? '' };
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return undefined;
      throw error;
    }
  }

  async write(permissionSetArn: string, policy: string): Promise<PolicyWritten> {
    const one = this.#one(permissionSetArn);
    try {
      if (policy === '') await this.client.send(new DeleteInlinePolicyFromPermissionSetCommand(one));
      else
        await this.client.send(new PutInlinePolicyToPermissionSetCommand({ ...one, InlinePolicy: policy }));
      return { kind: 'written' };
    } catch (error) {
      return notDone(error);
    }
  }

  async provisionedIn(permissionSetArn: string): Promise<readonly string[]> {
    return allPages(async (NextToken) => {
      const page = await this.client.send(
        new ListAccountsForProvisionedPermissionSetCommand({
          ...this.#one(permissionSetArn),
          MaxResults: 100,
          NextToken,
        }),
      );
      return { items: page.AccountIds, next: page.NextToken };
    });
  }

  async provision(permissionSetArn: string, accountId: string): Promise<OperationStart> {
    try {
      const { PermissionSetProvisioningStatus } = await this.client.send(
        new ProvisionPermissionSetCommand({
          ...this.#one(permissionSetArn),
          TargetType: 'AWS_ACCOUNT',
          TargetId: accountId,
        }),
      );
      const operationId = given(PermissionSetProvisioningStatus?.RequestId, 'RequestId');
      return { kind: 'started', operationId };
    } catch (error) {
      return notDone(error);
    }
  }

  async provisioning(operationId: string): Promise<OperationStatus> {
    try {
      const { PermissionSetProvisioningStatus } = await this.client.send(
        new DescribePermissionSetProvisioningStatusCommand({
          InstanceArn: this.instanceArn,
          ProvisionPermissionSetRequestId: operationId,
        }),
      );
      const status = given(PermissionSetProvisioningStatus, 'the status of the operation');
      if (status.Status === 'SUCCEEDED') return { state: 'succeeded' };
      if (status.Status === 'IN_PROGRESS') return { state: 'in-progress' };
      return { state: 'failed', reason: status.FailureReason ?? 'Identity Center gave no reason.' };
    } catch (error) {
      // Asking too often is no news about the operation.
      if (error instanceof Error && BUSY.has(error.name)) return { state: 'in-progress' };
      throw error;
    }
  }

  #one(PermissionSetArn: string) {
    return { InstanceArn: this.instanceArn, PermissionSetArn };
  }
}

function notDone(error: unknown): { readonly kind: 'busy' | 'refused'; readonly reason: string } {
  if (!(error instanceof Error)) throw error;
  const reason = `${error.name}: ${error.message}`;
  if (BUSY.has(error.name)) return { kind: 'busy', reason };
  if (REFUSED.has(error.name)) return { kind: 'refused', reason };
  throw error;
}
