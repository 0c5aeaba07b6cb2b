import type { AccountAssignment } from '../model/entitlement';

/** How an asynchronous assignment operation stands. */
export type OperationStatus =
  | { readonly state: 'in-progress' }
  | { readonly state: 'succeeded' }
  | { readonly state: 'failed'; readonly reason: string };

/**
 * `busy`: a conflict or throttle after retries; ask again later. `refused`: Identity Center will not do it. `gone`: the person, the
 * account or the permission set of a deletion does not exist, so there is nothing to do; believed only after `holds`.
 */
export type OperationStart =
  | { readonly kind: 'started'; readonly operationId: string }
  | { readonly kind: 'gone'; readonly reason: string }
  | { readonly kind: 'busy'; readonly reason: string }
  | { readonly kind: 'refused'; readonly reason: string };

/** Identity Center could not be asked now: a throttle after retries. Nothing is known, so ask again later. */
export class GrantsBusyError extends Error {
  override name = 'GrantsBusyError' as const;
}

/**
 * Account assignments in Identity Center. Operations are asynchronous: started, asked for their status, and believed only
 * after `holds` has confirmed them. https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_CreateAccountAssignment.html
 */
export interface Grants {
  /**
   * Whether the person has the assignment of their own (not through a group), by ListAccountAssignments. Throws
   * `GrantsBusyError`.
   */
  holds(userId: string, entitlement: AccountAssignment): Promise<boolean>;
  create(userId: string, entitlement: AccountAssignment): Promise<OperationStart>;
  creation(operationId: string): Promise<OperationStatus>;
  /**
   * The id of a creation of this assignment that is still running, whoever asked for it: finds the one whose answer was lost.
   * Throws `GrantsBusyError`.
   */
  runningCreation(userId: string, entitlement: AccountAssignment): Promise<string | undefined>;
  delete(userId: string, entitlement: AccountAssignment): Promise<OperationStart>;
  deletion(operationId: string): Promise<OperationStatus>;
}
