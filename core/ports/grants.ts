import type { AccountAssignment } from '../model/entitlement';

/** How an asynchronous assignment operation stands. */
export type OperationStatus =
  | { readonly state: 'in-progress' }
  | { readonly state: 'succeeded' }
  | { readonly state: 'failed'; readonly reason: string };

/** `busy`: a conflict or throttle after retries; ask again later. `refused`: Identity Center will not do it. */
export type OperationStart =
  | { readonly kind: 'started'; readonly operationId: string }
  | { readonly kind: 'busy'; readonly reason: string }
  | { readonly kind: 'refused'; readonly reason: string };

/**
 * Account assignments in Identity Center. Operations are asynchronous: started, asked for their status, and believed only
 * after `holds` has confirmed them. https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_CreateAccountAssignment.html
 */
export interface Grants {
  /** Whether the person has the assignment of their own (not through a group), by ListAccountAssignments. */
  holds(userId: string, entitlement: AccountAssignment): Promise<boolean>;
  create(userId: string, entitlement: AccountAssignment): Promise<OperationStart>;
  creation(operationId: string): Promise<OperationStatus>;
  delete(userId: string, entitlement: AccountAssignment): Promise<OperationStart>;
  deletion(operationId: string): Promise<OperationStatus>;
}
