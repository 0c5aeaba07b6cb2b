import type { OperationStart, OperationStatus } from './grants';

/** A permission set with its inline policy. */
export type SetWithPolicy = {
  readonly arn: string;
  readonly name: string;
  /** How long a session of it can last, in minutes. */
  readonly sessionMinutes: number;
  /** The inline policy as JSON text; empty: none. */
  readonly policy: string;
};

/** `busy`: ask again later. `refused`: Identity Center will not do it. */
export type PolicyWritten =
  | { readonly kind: 'written' }
  | { readonly kind: 'busy'; readonly reason: string }
  | { readonly kind: 'refused'; readonly reason: string };

/**
 * Inline policies of permission sets in Identity Center. What is written counts in an account once it is provisioned there.
 * https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_PutInlinePolicyToPermissionSet.html
 */
export interface InlinePolicies {
  /** As it is now; `undefined` when there is no such permission set. */
  read(permissionSetArn: string): Promise<SetWithPolicy | undefined>;
  /** Replaces the inline policy; an empty text removes it. There is no condition on what is there: read right before. */
  write(permissionSetArn: string, policy: string): Promise<PolicyWritten>;
  /** Ids of the accounts in which the permission set has a role. */
  provisionedIn(permissionSetArn: string): Promise<readonly string[]>;
  /** Brings the role in one account up to date. At most three run at once, in the whole instance. */
  provision(permissionSetArn: string, accountId: string): Promise<OperationStart>;
  provisioning(operationId: string): Promise<OperationStatus>;
}
