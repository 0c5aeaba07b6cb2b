import type { Assignment, SavedRole } from './state';

type Role = Omit<SavedRole, 'assignments'> & { readonly holders: Map<string, Assignment> };

const roleKey = (accountId: string, permissionSetArn: string) => `${accountId}|${permissionSetArn}`;
const holderKey = (one: Assignment) => `${one.principalType}|${one.principalId}`;

/** Names an assignment: the same for two assignments exactly when they are the same. */
export function assignmentKey(one: Assignment): string {
  return `${roleKey(one.accountId, one.permissionSetArn)}|${holderKey(one)}`;
}

/** All assignments, found by target, by principal, by account and by permission set without a search. */
export class Assignments {
  readonly #roles = new Map<string, Role>();
  readonly #byPrincipal = new Map<string, Map<string, Assignment>>();
  readonly #byAccount = new Map<string, Map<string, Role>>();
  readonly #byPermissionSet = new Map<string, Map<string, Role>>();

  constructor(saved: readonly SavedRole[]) {
    for (const { assignments, ...role } of saved) {
      const added = this.#addRole({ ...role, holders: new Map() });
      for (const one of assignments) this.#hold(added, one);
    }
  }

  has(one: Assignment): boolean {
    return this.role(one.accountId, one.permissionSetArn)?.holders.has(holderKey(one)) ?? false;
  }

  /** Adds an assignment; its role, if there is none yet, gets the suffix that `suffix` makes. */
  add(one: Assignment, revision: number, suffix: () => string): void {
    const { accountId, permissionSetArn } = one;
    const role =
      this.role(accountId, permissionSetArn) ??
      this.#addRole({ accountId, permissionSetArn, revision, suffix: suffix(), holders: new Map() });
    role.revision = revision;
    this.#hold(role, one);
  }

  /** Removes an assignment, and with the last one the role. */
  remove(one: Assignment): void {
    const role = this.role(one.accountId, one.permissionSetArn);
    if (!role) return;
    role.holders.delete(holderKey(one));
    drop(this.#byPrincipal, holderKey(one), assignmentKey(one));
    if (role.holders.size > 0) return;
    this.#roles.delete(roleKey(role.accountId, role.permissionSetArn));
    drop(this.#byAccount, role.accountId, role.permissionSetArn);
    drop(this.#byPermissionSet, role.permissionSetArn, role.accountId);
  }

  role(accountId: string, permissionSetArn: string): Role | undefined {
    return this.#roles.get(roleKey(accountId, permissionSetArn));
  }

  ofPrincipal(principalType: string, principalId: string): Iterable<Assignment> {
    return this.#byPrincipal.get(`${principalType}|${principalId}`)?.values() ?? [];
  }

  rolesInAccount(accountId: string): Iterable<Role> {
    return this.#byAccount.get(accountId)?.values() ?? [];
  }

  rolesOfPermissionSet(permissionSetArn: string): Iterable<Role> {
    return this.#byPermissionSet.get(permissionSetArn)?.values() ?? [];
  }

  all(): Assignment[] {
    return [...this.#roles.values()].flatMap((role) => [...role.holders.values()]);
  }

  saved(): SavedRole[] {
    return [...this.#roles.values()].map(({ holders, ...role }) => ({
      ...role,
      assignments: [...holders.values()],
    }));
  }

  #addRole(role: Role): Role {
    this.#roles.set(roleKey(role.accountId, role.permissionSetArn), role);
    put(this.#byAccount, role.accountId, role.permissionSetArn, role);
    put(this.#byPermissionSet, role.permissionSetArn, role.accountId, role);
    return role;
  }

  #hold(role: Role, one: Assignment): void {
    role.holders.set(holderKey(one), one);
    put(this.#byPrincipal, holderKey(one), assignmentKey(one), one);
  }
}

function put<T>(index: Map<string, Map<string, T>>, first: string, second: string, value: T): void {
  const inner = index.get(first);
  if (inner) inner.set(second, value);
  else index.set(first, new Map([[second, value]]));
}

function drop<T>(index: Map<string, Map<string, T>>, first: string, second: string): void {
  const inner = index.get(first);
  inner?.delete(second);
  if (inner?.size === 0) index.delete(first);
}
