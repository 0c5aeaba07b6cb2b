/** Who is registered to administer Identity Center for the organization. Only the management account may ask or register. */
export interface Administrators {
  /** Ids of accounts: none or one. */
  list(): Promise<readonly string[]>;
  /** Registers an account; registering it again changes nothing. Throws what AWS refuses. */
  register(accountId: string): Promise<void>;
}
