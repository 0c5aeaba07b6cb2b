import type { HardEndEntry, HardEndRecord } from '../../model/hard-end';
import { SECOND } from '../../model/instant';
import type { SetWithPolicy } from '../../ports/inline-policies';
import { canonicalJson } from '../../rules/canonical-json';
import { type HardEndPlan, planHardEnd } from '../../rules/hard-end/plan-hard-end';
import { policyCharacters } from '../../rules/hard-end/policy-text';
import { refreshEntry } from '../../rules/hard-end/refresh-entry';
import type { Ports } from '../deps';
import { changeHardEnd, readHardEnd, releaseHardEnd } from './hard-end-record';
import { type Provisioned, provisionAll } from './provision-all';

type Deps = Pick<
  Ports,
  'clock' | 'requests' | 'ledger' | 'hardEnds' | 'inlinePolicies' | 'trouble' | 'metrics'
>;

/** `busy`: somebody else is writing, or Identity Center is; ask again after some seconds. */
export type HardEndWritten = 'in-force' | 'busy' | 'impossible';

/** A writer that died holds up the next one for as long as its function may run. In milliseconds. */
const LOCK = 90 * SECOND;

/** A permission set cannot deny what it should, or an account does not get what it denies. */
class HardEndNotWrittenError extends Error {
  override name = 'HardEndNotWrittenError' as const;
}

type Plan = Extract<HardEndPlan, { kind: 'plan' }>;

/**
 * Makes the inline policy of one permission set deny what the records say, and no more: reads it, exchanges our statements, writes it,
 * reads it again, and provisions it in the accounts that it concerns. May be called any number of times. One writer at a time:
 * the record is locked meanwhile. Whatever has been asked for by then is written at once.
 */
export async function writeHardEnd(permissionSetArn: string, deps: Deps): Promise<HardEndWritten> {
  const now = deps.clock.now();
  const before = await readHardEnd(permissionSetArn, deps);
  if ((before.lockedUntil ?? 0) > now) return 'busy';
  const set = await deps.inlinePolicies.read(permissionSetArn);
  if (!set) return forgetAll(before, deps);
  const entries = await refreshed(before.entries, set, deps);
  const plan = planHardEnd(set.policy, entries, set, now);
  if (plan.kind === 'impossible') return giveUp(before, plan.reason, deps);
  const { lockedUntil: _, ...unlocked } = before;
  const after: HardEndRecord = {
    ...unlocked,
    entries: withRefusals(entries, plan, set),
    toProvision: union(before.toProvision, plan.accounts),
  };
  const isDone = !plan.changed && after.toProvision.length === 0 && isInForce(after);
  if (isDone && canonicalJson(unlocked) === canonicalJson(after)) return 'in-force';
  const news = { type: 'HardEndWriting', data: { characters: policyCharacters(plan.policy) } } as const;
  const locked = await changeHardEnd(before, { ...after, lockedUntil: now + LOCK }, news, deps);
  return locked ? write(locked, plan, deps) : 'busy';
}

/** Every entry by its lease, and the longest session that the permission set allows now: it may have been changed. */
async function refreshed(
  entries: readonly HardEndEntry[],
  set: SetWithPolicy,
  deps: Deps,
): Promise<HardEndEntry[]> {
  const now = deps.clock.now();
  const leases = await Promise.all(
    entries.map(({ requestId, leaseId }) => deps.requests.readLease(requestId, leaseId)),
  );
  return entries.flatMap((entry, at) => {
    const sessionMinutes = Math.max(entry.sessionMinutes, set.sessionMinutes);
    return refreshEntry({ ...entry, sessionMinutes }, leases[at], now) ?? [];
  });
}

function withRefusals(entries: readonly HardEndEntry[], plan: Plan, { name }: SetWithPolicy): HardEndEntry[] {
  const reason = `The inline policy of ${name} has no room for another hard end. Ask again when others have ended.`;
  const kept = new Set(plan.entries.map(({ leaseId }) => leaseId));
  return entries.flatMap((entry) => {
    if (plan.noRoomFor.includes(entry.leaseId)) return { ...entry, state: 'refused' as const, reason };
    return kept.has(entry.leaseId) || entry.state === 'refused' ? entry : [];
  });
}

async function write(locked: HardEndRecord, plan: Plan, deps: Deps): Promise<HardEndWritten> {
  const { permissionSetArn } = locked;
  if (plan.changed) {
    const put = await deps.inlinePolicies.write(permissionSetArn, plan.policy);
    if (put.kind === 'refused') return giveUp(locked, put.reason, deps);
    if (put.kind === 'busy') return tryLater(permissionSetArn, put.reason, deps);
    if (!(await isThere(permissionSetArn, plan, deps)))
      return tryLater(permissionSetArn, 'Somebody else has written the policy in the same moment.', deps);
  }
  return finish(locked, await provisionAll(permissionSetArn, locked.toProvision, deps), deps);
}

/** Read again: the customer may have written over it, and then it is merged anew. */
async function isThere(permissionSetArn: string, { entries }: Plan, deps: Deps): Promise<boolean> {
  const set = await deps.inlinePolicies.read(permissionSetArn);
  if (!set) return false;
  const again = planHardEnd(set.policy, entries, set, deps.clock.now());
  return again.kind === 'plan' && !again.changed;
}

/** What was written is in force now; what was asked for since is not, and stays so. */
async function finish(locked: HardEndRecord, provisioned: Provisioned, deps: Deps): Promise<HardEndWritten> {
  const { failed, unfinished } = provisioned;
  const { permissionSetArn } = locked;
  const included = new Set(locked.entries.map(({ leaseId }) => leaseId));
  const settle = (entry: HardEndEntry): HardEndEntry => {
    if (entry.state !== 'asked' || !included.has(entry.leaseId)) return entry;
    const reason = failed.get(entry.accountId);
    if (reason !== undefined) return { ...entry, state: 'refused', reason };
    return unfinished.includes(entry.accountId) ? entry : { ...entry, state: 'written' };
  };
  const toProvision = union([...failed.keys()], unfinished);
  const settled = await releaseHardEnd(
    permissionSetArn,
    (record) => ({ ...record, entries: record.entries.map(settle), toProvision }),
    { type: 'HardEndWritten' },
    deps,
  );
  for (const [accountId, reason] of failed)
    deps.trouble.report(
      'hard-end-not-written',
      { permissionSetArn, accountId },
      new HardEndNotWrittenError(reason),
    );
  return isInForce(settled) && toProvision.length === 0 ? 'in-force' : 'busy';
}

/** The permission set is gone, and its roles and sessions with it. */
async function forgetAll(before: HardEndRecord, deps: Deps): Promise<HardEndWritten> {
  if (before.entries.length + before.toProvision.length === 0) return 'in-force';
  const { permissionSetArn } = before;
  const reason = 'The permission set does not exist (any more).';
  const entries = before.entries.flatMap((entry) =>
    entry.state === 'asked' ? [{ ...entry, state: 'refused' as const, reason }] : [],
  );
  const gone = (record: HardEndRecord) => ({ ...record, entries, toProvision: [] });
  await releaseHardEnd(permissionSetArn, gone, { type: 'HardEndNotWritten', data: { reason } }, deps);
  return 'impossible';
}

/** Fails closed: what is not in force yet is refused with the reason, so that its lease does not begin. */
async function giveUp(before: HardEndRecord, reason: string, deps: Deps): Promise<HardEndWritten> {
  const { permissionSetArn } = before;
  deps.trouble.report('hard-end-not-written', { permissionSetArn }, new HardEndNotWrittenError(reason));
  if (before.lockedUntil === undefined && isInForce(before)) return 'impossible';
  const refuse = (entry: HardEndEntry): HardEndEntry =>
    entry.state === 'asked' ? { ...entry, state: 'refused', reason } : entry;
  const refused = (record: HardEndRecord) => ({ ...record, entries: record.entries.map(refuse) });
  await releaseHardEnd(permissionSetArn, refused, { type: 'HardEndNotWritten', data: { reason } }, deps);
  return 'impossible';
}

async function tryLater(permissionSetArn: string, reason: string, deps: Deps): Promise<HardEndWritten> {
  const asItIs = (record: HardEndRecord) => record;
  await releaseHardEnd(permissionSetArn, asItIs, { type: 'HardEndNotWritten', data: { reason } }, deps);
  return 'busy';
}

const isInForce = ({ entries }: HardEndRecord) => entries.every(({ state }) => state !== 'asked');

const union = (some: readonly string[], others: readonly string[]) =>
  [...new Set([...some, ...others])].sort();
