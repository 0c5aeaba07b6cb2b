/** What Identity Center asks AWS Organizations. */
export interface Accounts {
  readonly managementAccountId: string;
  /** The account's state (`ACTIVE`, …), or undefined when the organization has no such account. */
  accountState(accountId: string): string | undefined;
}

/** What Identity Center asks its identity store. */
export interface Principals {
  hasPrincipal(principalType: 'USER' | 'GROUP', principalId: string): boolean;
  groupsOf(userId: string): readonly string[];
}
