import type { Account, DirectorySnapshot, PermissionSet } from '../model/directory';
import type { EligibilityPolicy, Settings } from '../model/policy';
import { addTo } from './add-to';
import type { Asker } from './asker';
import { BitSet } from './bit-set';
import { type Allowed, highestPriority, strictest } from './eligibility';
import { ScopeFinder } from './scope-finder';

/** What somebody may ask for, for themselves; agrees with `mayAsk` and never looks at account × permission set. */
export type EligibilityIndex = {
  /** Accounts in which the person may ask for at least one permission set, by name. */
  accountsFor(asker: Asker): readonly Account[];
  /** What the person may ask for in an account, by name. */
  permissionSetsFor(
    asker: Asker,
    account: Account,
  ): readonly { permissionSet: PermissionSet; decision: Allowed }[];
};

/** Builds the index; keep it in memory for as long as directory, policies and settings stay as they are. */
export function buildEligibilityIndex(
  policies: readonly EligibilityPolicy[],
  snapshot: DirectorySnapshot,
  settings: Settings,
): EligibilityIndex {
  const facts = placed(policies, snapshot);
  return {
    accountsFor: (asker) => accountsFor(facts, facts.policiesOf(asker)),
    permissionSetsFor: (asker, account) => permissionSetsFor(facts, asker, account, settings),
  };
}

/** A policy with the places of what it matches. */
type PlacedPolicy = { policy: EligibilityPolicy; accounts: BitSet; permissionSets: BitSet };

type Facts = {
  accounts: readonly Account[];
  accountAt: ReadonlyMap<string, number>;
  active: BitSet;
  /** No account. */
  nowhere: BitSet;
  permissionSets: readonly PermissionSet[];
  /** Permission sets that nobody can be given. */
  unassignable: BitSet;
  policiesOf(asker: Asker): PlacedPolicy[];
};

function placed(policies: readonly EligibilityPolicy[], snapshot: DirectorySnapshot): Facts {
  const accounts = sortedByName(snapshot.accounts, ({ id }) => id);
  const permissionSets = sortedByName(snapshot.permissionSets, ({ arn }) => arn);
  const finder = new ScopeFinder(accounts, permissionSets);
  const all = policies
    .filter((policy) => policy.enabled)
    .map((policy) => ({
      policy,
      accounts: finder.accounts(policy.accounts),
      permissionSets: finder.permissionSets(policy.permissionSets),
    }));
  return {
    accounts,
    accountAt: new Map(accounts.map(({ id }, at) => [id, at])),
    active: placesOf(accounts, ({ status }) => status === 'ACTIVE'),
    nowhere: new BitSet(accounts.length),
    permissionSets,
    unassignable: placesOf(permissionSets, ({ inManagementAccount }) => inManagementAccount),
    policiesOf: bySubject(all),
  };
}

function bySubject(all: readonly PlacedPolicy[]): Facts['policiesOf'] {
  const users = new Map<string, number[]>();
  const groups = new Map<string, number[]>();
  for (const [at, { policy }] of all.entries()) {
    for (const user of policy.subjects.users) addTo(users, user, at);
    for (const group of policy.subjects.groups) addTo(groups, group, at);
  }
  return ({ userId, groupIds }) => {
    const places = new BitSet(all.length);
    for (const at of users.get(userId) ?? []) places.add(at);
    for (const group of groupIds) for (const at of groups.get(group) ?? []) places.add(at);
    return [...places].flatMap((at) => all[at] ?? []);
  };
}

/** For oneself priority decides how, not whether: an account counts when something is allowed there and not denied. */
function accountsFor(facts: Facts, policies: readonly PlacedPolicy[]): Account[] {
  const allowed = accountsBySet(facts, policies, 'allow');
  const denied = accountsBySet(facts, policies, 'deny');
  const found = new BitSet(facts.accounts.length);
  for (const set of facts.permissionSets.keys()) {
    if (facts.unassignable.has(set)) continue;
    const reached = allowed.every.copy();
    reached.addAll(allowed.bySet.get(set) ?? facts.nowhere);
    reached.removeAll(denied.bySet.get(set) ?? facts.nowhere);
    found.addAll(reached);
  }
  found.removeAll(denied.every);
  return [...found].flatMap((at) => (facts.active.has(at) ? (facts.accounts[at] ?? []) : []));
}

/** Where policies of one effect reach: with every permission set, and with each one that they name. */
function accountsBySet(facts: Facts, policies: readonly PlacedPolicy[], effect: EligibilityPolicy['effect']) {
  const every = facts.nowhere.copy();
  const bySet = new Map<number, BitSet>();
  for (const { policy, accounts, permissionSets } of policies) {
    if (policy.effect !== effect) continue;
    if (policy.permissionSets.all) every.addAll(accounts);
    else for (const set of permissionSets) joinInto(bySet, set, accounts);
  }
  return { every, bySet };
}

function joinInto(sets: Map<number, BitSet>, key: number, members: BitSet): void {
  const known = sets.get(key);
  if (known) known.addAll(members);
  else sets.set(key, members.copy());
}

function permissionSetsFor(facts: Facts, asker: Asker, account: Account, settings: Settings) {
  const place = facts.accountAt.get(account.id);
  if (place === undefined || !facts.active.has(place)) return [];
  const matching = facts.policiesOf(asker).filter(({ accounts }) => accounts.has(place));
  const refused = facts.unassignable.copy();
  const allowing = new Map<number, EligibilityPolicy[]>();
  for (const { policy, permissionSets } of matching) {
    if (policy.effect === 'deny') refused.addAll(permissionSets);
    else for (const at of permissionSets) addTo(allowing, at, policy);
  }
  return facts.permissionSets.flatMap((permissionSet, at) => {
    const policies = allowing.get(at);
    if (policies === undefined || refused.has(at)) return [];
    return { permissionSet, decision: strictest(highestPriority(policies), settings) };
  });
}

function placesOf<T>(things: readonly T[], holds: (thing: T) => boolean): BitSet {
  const places = new BitSet(things.length);
  for (const [at, thing] of things.entries()) if (holds(thing)) places.add(at);
  return places;
}

function sortedByName<T extends { name: string }>(things: readonly T[], idOf: (thing: T) => string): T[] {
  const order = new Intl.Collator('en', { numeric: true }).compare;
  return things.toSorted((a, b) => order(a.name, b.name) || (idOf(a) < idOf(b) ? -1 : 1));
}
