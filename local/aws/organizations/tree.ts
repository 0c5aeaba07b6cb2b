import type { Account, Unit } from './state';

/** The root, its units and its accounts, found by id and by parent. */
export class Tree {
  readonly rootId: string;
  readonly #units = new Map<string, Unit>();
  readonly #accounts = new Map<string, Account>();
  readonly #unitsOf = new Map<string, Set<string>>();
  readonly #accountsOf = new Map<string, Set<string>>();

  constructor(rootId: string, units: readonly Unit[], accounts: readonly Account[]) {
    this.rootId = rootId;
    for (const one of units) this.addUnit(one);
    for (const one of accounts) this.putAccount(one);
  }

  unit(id: string): Unit | undefined {
    return this.#units.get(id);
  }

  account(id: string): Account | undefined {
    return this.#accounts.get(id);
  }

  isParent(id: string): boolean {
    return id === this.rootId || this.#units.has(id);
  }

  /** The parent of a unit or an account; the root has none. */
  parentOf(id: string): string | undefined {
    return this.#units.get(id)?.parentId ?? this.#accounts.get(id)?.parentId;
  }

  /** The ids from the root down to `id`, both included. */
  pathTo(id: string): string[] {
    const parent = this.parentOf(id);
    return parent === undefined ? [id] : [...this.pathTo(parent), id];
  }

  addUnit(one: Unit): void {
    this.#units.set(one.id, one);
    inner(this.#unitsOf, one.parentId).add(one.id);
  }

  /** Adds an account, or replaces it, under another parent if that has changed. */
  putAccount(one: Account): void {
    const before = this.#accounts.get(one.id);
    if (before && before.parentId !== one.parentId) this.#accountsOf.get(before.parentId)?.delete(one.id);
    this.#accounts.set(one.id, one);
    inner(this.#accountsOf, one.parentId).add(one.id);
  }

  units(): Iterable<Unit> {
    return this.#units.values();
  }

  accounts(): Iterable<Account> {
    return this.#accounts.values();
  }

  unitsUnder(parentId: string): Unit[] {
    return [...inner(this.#unitsOf, parentId)].flatMap((id) => this.#units.get(id) ?? []);
  }

  accountsUnder(parentId: string): Account[] {
    return [...inner(this.#accountsOf, parentId)].flatMap((id) => this.#accounts.get(id) ?? []);
  }
}

function inner(index: Map<string, Set<string>>, key: string): Set<string> {
  const found = index.get(key) ?? new Set<string>();
  index.set(key, found);
  return found;
}
