import type { AccountAssignment } from '../model/entitlement';

/** One page of a list of Identity Center. `busy`: throttled after retries; ask again later. */
export type Listed =
  | { readonly kind: 'page'; readonly items: readonly string[]; readonly next?: string | undefined }
  | { readonly kind: 'busy' };

/** What Identity Center lists, to compare records with. Each call here is one call there; what does not exist lists nothing. */
export interface Holdings {
  /** Ids of the accounts in which a permission set is provisioned. */
  accounts(permissionSetArn: string, next?: string): Promise<Listed>;
  /** Ids of the people who hold an assignment of their own (not through a group). */
  holders(entitlement: AccountAssignment, next?: string): Promise<Listed>;
}
