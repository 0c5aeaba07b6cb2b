import type { AccountScope, PermissionSetScope } from '../../../../core/model/policy';
import { strings as shared } from '../../shared/strings';
import type { NameOf } from './name-of';
import { strings } from './strings';

const FEW = 3;

function few(names: readonly string[]): string {
  if (names.length === 0) return strings.emptyScope;
  const rest = names.length - FEW;
  return rest > 0 ? `${names.slice(0, FEW).join(', ')} ${shared.andMore(rest)}` : names.join(', ');
}

const named = (ids: readonly string[], nameOf: NameOf) => ids.map((id) => nameOf(id)?.name ?? id);

/** Accounts of a policy in a few words. */
export function scopeText(scope: AccountScope, nameOf: NameOf): string {
  if (scope.everywhere) return strings.everywhere;
  return few([
    ...scope.organizationalUnits.map(
      (unit) => `${nameOf(unit.id)?.name ?? unit.id}${unit.includeDescendants ? ` ${strings.below}` : ''}`,
    ),
    ...named(scope.accounts, nameOf),
    ...scope.tags.map((tag) => `${tag.key}=${tag.values.join('|')}`),
    ...scope.namePatterns,
  ]);
}

/** Permission sets of a policy in a few words. */
export function permissionSetsText(scope: PermissionSetScope, nameOf: NameOf, whenEmpty?: string): string {
  if (scope.all) return strings.allPermissionSets;
  if (scope.arns.length === 0 && whenEmpty) return whenEmpty;
  return few(named(scope.arns, nameOf));
}

/** People of a policy in a few words. */
export function peopleText(
  people: { readonly users: readonly string[]; readonly groups: readonly string[] },
  nameOf: NameOf,
): string {
  return few(named([...people.groups, ...people.users], nameOf));
}
