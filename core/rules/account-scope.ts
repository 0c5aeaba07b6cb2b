import type { Account } from '../model/directory';
import type { AccountScope, PermissionSetScope } from '../model/policy';
import { matchesNamePattern } from './name-pattern';

/** Whether an account is in a scope: any one of the scope's parts is enough. */
export function matchesAccount(scope: AccountScope, account: Account): boolean {
  return (
    scope.everywhere ||
    scope.accounts.includes(account.id) ||
    scope.organizationalUnits.some((unit) => isInUnit(unit, account)) ||
    scope.tags.some((tag) => hasTag(tag, account)) ||
    scope.namePatterns.some((pattern) => matchesNamePattern(pattern, account.name))
  );
}

/** Whether a permission set is in a scope. */
export function matchesPermissionSet(scope: PermissionSetScope, arn: string): boolean {
  return scope.all || scope.arns.includes(arn);
}

function isInUnit(unit: AccountScope['organizationalUnits'][number], account: Account): boolean {
  return unit.includeDescendants ? account.path.includes(unit.id) : account.path.at(-1) === unit.id;
}

function hasTag(tag: AccountScope['tags'][number], account: Account): boolean {
  const value = Object.hasOwn(account.tags, tag.key) ? account.tags[tag.key] : undefined;
  return value !== undefined && tag.values.includes(value);
}
