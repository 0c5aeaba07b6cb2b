import { z } from 'zod';
import type { AccountAssignment } from '../../../model/entitlement';
import { MINUTE } from '../../../model/instant';
import type { Lease } from '../../../model/lease';
import { managedPairs } from '../../../rules/managed-pairs';
import type { Ports } from '../../deps';
import { settingsOf } from '../../gather-facts';
import type { Counts, Round } from '../round';
import { Budget } from './budget';
import { type Compared, comparePair } from './compare-pair';
import type { CompareDeps, Pair } from './pair';
import { watchedPolicies } from './watched-policies';

type Deps = CompareDeps & Pick<Ports, 'policies' | 'directory' | 'cursors'>;

/** A sweep over all pairs begins this often, when the last one is done. */
const SWEEP_EVERY = 10 * MINUTE;
const CURSOR = 'reconcile-compare';
const FINDINGS = 100;

/** Where a sweep stands: after this account of this permission set; `done` until it is time for the next one. */
const Position = z.strictObject({
  startedAt: z.number(),
  done: z.boolean(),
  arn: z.string(),
  account: z.string(),
});
type Position = z.infer<typeof Position>;

/**
 * Sweeps over the account × permission set pairs that Hourglass manages, has live leases on or has found something about, and compares
 * what Identity Center lists with the records. Within a budget of calls for each round; the next round goes on.
 */
export async function compareAssignments(round: Round, deps: Deps): Promise<Counts> {
  const found: Compared = { missing: 0, unknown: 0, adopted: 0, mended: 0, settled: 0 };
  const began = await readPosition(deps);
  if (began?.done && round.now - began.startedAt < SWEEP_EVERY) return found;
  const start = began && !began.done ? began : { startedAt: round.now, done: false, arn: '', account: '' };
  const budget = new Budget(deps.clock, round.until);
  let position: Position = start;
  try {
    for await (const { pair, at } of pairsFrom(start, round, budget, deps)) {
      const outcome = pair && (await compare(pair, budget, deps, found));
      if (outcome === 'busy') return { ...found, calls: budget.calls };
      position = at;
    }
    return { ...found, calls: budget.calls };
  } finally {
    await deps.cursors.write(CURSOR, JSON.stringify(position));
  }
}

/** One pair that cannot be compared is reported and stops no other. */
async function compare(
  pair: Pair,
  budget: Budget,
  deps: CompareDeps,
  found: Compared,
): Promise<'compared' | 'busy'> {
  try {
    return await comparePair(pair, budget, deps, found);
  } catch (error) {
    const { accountId, permissionSetArn } = pair.entitlement;
    deps.trouble.report('pair-not-compared', { accountId, permissionSetArn }, error);
    return 'compared';
  }
}

type Step = { readonly pair: Pair | undefined; readonly at: Position };

/** The pairs after a position, permission set by permission set, while the budget lasts; the last step says that all are done. */
async function* pairsFrom(start: Position, round: Round, budget: Budget, deps: Deps): AsyncGenerator<Step> {
  const plan = await planOf(round, deps);
  for (const arn of plan.permissionSets) {
    if (arn < start.arn) continue;
    if (!budget.left) return;
    const provisioned = await budget.all((next) => deps.holdings.accounts(arn, next));
    if (!provisioned) return;
    const managed = provisioned.filter((accountId) => plan.manages(accountId, arn));
    const accounts = [...new Set([...managed, ...(plan.others.get(arn) ?? [])])].toSorted();
    for (const accountId of accounts) {
      if (arn === start.arn && accountId <= start.account) continue;
      if (!budget.left) return;
      const entitlement = { kind: 'account-assignment' as const, accountId, permissionSetArn: arn };
      const { settings, live } = plan;
      yield {
        pair: { entitlement, managed: plan.manages(accountId, arn), settings, live, now: round.now },
        at: { ...start, arn, account: accountId },
      };
    }
  }
  yield { pair: undefined, at: { ...start, done: true } };
}

async function planOf(round: Round, deps: Deps) {
  const [{ policies }, snapshot] = await Promise.all([deps.policies.current(), deps.directory.snapshot()]);
  const managed = managedPairs(await watchedPolicies(policies, deps), snapshot);
  // Where nobody holds a permission set any more it is not provisioned, but what was found there is still to be settled.
  const others = accountsBySet([...withLeases(round), ...(await withFindings(deps))]);
  return {
    permissionSets: [...new Set([...managed.permissionSets, ...others.keys()])].toSorted(),
    manages: managed.manages,
    others,
    settings: settingsOf(policies),
    live: new Map<string, Lease>(round.live.map((lease) => [lease.id, lease])),
  };
}

function accountsBySet(entitlements: readonly AccountAssignment[]): Map<string, Set<string>> {
  const accounts = new Map<string, Set<string>>();
  for (const { permissionSetArn, accountId } of entitlements) {
    const known = accounts.get(permissionSetArn);
    if (known) known.add(accountId);
    else accounts.set(permissionSetArn, new Set([accountId]));
  }
  return accounts;
}

/** What leases are about that have begun, or should have: one that waits may wait for a lock that nobody holds. */
function withLeases({ live, now }: Round): AccountAssignment[] {
  return live.flatMap(({ status, startsAt, target: { entitlement } }) => {
    const isToCome = status === 'scheduled' && startsAt > now;
    return isToCome || entitlement.kind !== 'account-assignment' ? [] : [entitlement];
  });
}

async function withFindings({ findings }: Pick<Deps, 'findings'>): Promise<AccountAssignment[]> {
  const entitlements: AccountAssignment[] = [];
  let cursor: string | undefined;
  do {
    const page = await findings.list({ limit: FINDINGS, cursor });
    entitlements.push(...page.items.map(({ entitlement }) => entitlement));
    cursor = page.cursor;
  } while (cursor !== undefined);
  return entitlements;
}

async function readPosition(deps: Pick<Ports, 'cursors'>): Promise<Position | undefined> {
  const text = await deps.cursors.read(CURSOR);
  if (text === undefined) return undefined;
  const parsed = Position.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : undefined;
}
