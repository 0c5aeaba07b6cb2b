import type { Account, PermissionSet } from '../model/directory';
import type { AccountScope, PermissionSetScope } from '../model/policy';
import { addTo } from './add-to';
import { BitSet } from './bit-set';
import { matchesNamePattern } from './name-pattern';

/**
 * Finds the places of the accounts and permission sets that scopes match, without asking each scope about each of them.
 * Equal scopes give the same set. Agrees with `matchesAccount` and `matchesPermissionSet`.
 */
export class ScopeFinder {
  readonly #accounts: readonly Account[];
  readonly #permissionSets: readonly PermissionSet[];
  readonly #accountsBy = new Map<string, number[]>();
  readonly #permissionSetAt = new Map<string, number>();
  readonly #found = new Map<string, BitSet>();

  constructor(accounts: readonly Account[], permissionSets: readonly PermissionSet[]) {
    this.#accounts = accounts;
    this.#permissionSets = permissionSets;
    for (const [at, set] of permissionSets.entries()) this.#permissionSetAt.set(set.arn, at);
    for (const [at, account] of accounts.entries())
      for (const key of keysOf(account)) addTo(this.#accountsBy, key, at);
  }

  accounts(scope: AccountScope): BitSet {
    return this.#once(`accounts ${JSON.stringify(scope)}`, this.#accounts.length, () => {
      if (scope.everywhere) return this.#accounts.keys();
      const byKey = wantedKeys(scope).flatMap((key) => this.#accountsBy.get(key) ?? []);
      return [...byKey, ...scope.namePatterns.flatMap((pattern) => this.#named(pattern))];
    });
  }

  permissionSets(scope: PermissionSetScope): BitSet {
    return this.#once(`permission sets ${JSON.stringify(scope)}`, this.#permissionSets.length, () =>
      scope.all
        ? this.#permissionSets.keys()
        : scope.arns.flatMap((arn) => this.#permissionSetAt.get(arn) ?? []),
    );
  }

  #named(pattern: string): number[] {
    const key = `name ${pattern.toLowerCase()}`;
    const known = this.#accountsBy.get(key);
    if (known) return known;
    const found = this.#accounts.flatMap(({ name }, at) => (matchesNamePattern(pattern, name) ? at : []));
    this.#accountsBy.set(key, found);
    return found;
  }

  #once(key: string, size: number, find: () => Iterable<number>): BitSet {
    const known = this.#found.get(key);
    if (known) return known;
    const found = new BitSet(size);
    for (const at of find()) found.add(at);
    this.#found.set(key, found);
    return found;
  }
}

const tagKey = (key: string, value: string) => `tag ${JSON.stringify([key, value])}`;

/** Everything under which a scope can name an account, except by a name pattern. */
function keysOf({ id, path, tags }: Account): string[] {
  return [
    `id ${id}`,
    ...path.slice(-1).map((unit) => `in ${unit}`),
    ...new Set(path.map((unit) => `below ${unit}`)),
    ...Object.entries(tags).map(([key, value]) => tagKey(key, value)),
  ];
}

function wantedKeys({ accounts, organizationalUnits, tags }: AccountScope): string[] {
  return [
    ...accounts.map((id) => `id ${id}`),
    ...organizationalUnits.map(
      ({ id, includeDescendants }) => `${includeDescendants ? 'below' : 'in'} ${id}`,
    ),
    ...tags.flatMap(({ key, values }) => values.map((value) => tagKey(key, value))),
  ];
}
