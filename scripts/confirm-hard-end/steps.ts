import type { HardEndEntry } from '../../core/model/hard-end';
import { type EpochMs, MINUTE, SECOND, toIso } from '../../core/model/instant';
import type { Clock } from '../../core/ports/clock';
import type { InlinePolicies, SetWithPolicy } from '../../core/ports/inline-policies';
import { planHardEnd } from '../../core/rules/hard-end/plan-hard-end';
import { exchangeStatements } from '../../core/rules/hard-end/policy-text';
import { provisionAll } from '../../core/usecases/hard-end/provision-all';

/** Who and where; the person holds the permission set in the account and has a session of it open. */
export type Trial = {
  readonly permissionSetArn: string;
  readonly accountId: string;
  /** The person's id in the identity store. */
  readonly userId: string;
};

export type TrialDeps = {
  readonly clock: Clock;
  readonly inlinePolicies: InlinePolicies;
  readonly say: (line: string) => void;
  /** Makes one harmless call with the person's session. */
  readonly probe: () => Promise<'allowed' | 'denied' | 'broken'>;
  /** Waits until the person has begun a new session. */
  readonly newSession: () => Promise<void>;
};

/** The trial cannot be made, or AWS did not do what is promised; the message says which. */
export class TrialError extends Error {
  override name = 'TrialError' as const;
}

/** The deny is written this long before it begins, in milliseconds: a policy takes a while to reach every Region. */
const AHEAD = 3 * MINUTE;
/** So long is waited for a change to be seen, and so often is looked, in milliseconds. */
const PATIENCE = 10 * MINUTE;
const EVERY = 10 * SECOND;

/** What would be written, for a look before anything is. Changes nothing. */
export async function showTrial(trial: Trial, deps: TrialDeps): Promise<void> {
  const set = await readClean(trial, deps);
  const endsAt = deps.clock.now() + AHEAD;
  deps.say(`Permission set ${set.name}, sessions of ${set.sessionMinutes} minutes.`);
  deps.say('The inline policy would become, until the trial is over:');
  deps.say(wanted(set, entryOf(trial, set, endsAt)));
  deps.say('Nothing was changed. Add --apply to try it.');
}

/**
 * Tries hard end with one person's session: before the end it acts, after the end it is denied, and after the removal a new session acts
 * while the old one stays denied. The policy is put back however this ends. Throws `TrialError`.
 */
export async function runTrial(trial: Trial, deps: TrialDeps): Promise<void> {
  const set = await readClean(trial, deps);
  await expectSoon('allowed', 'the session acts', deps);
  try {
    const endsAt = deps.clock.now() + AHEAD;
    await write(wanted(set, entryOf(trial, set, endsAt)), trial, deps);
    deps.say(`1. Written and provisioned: denied from ${toIso(endsAt)} on. Until then the session must act.`);
    while (deps.clock.now() < endsAt - 2 * EVERY) {
      if ((await deps.probe()) !== 'allowed') throw new TrialError('The session was denied before the end.');
      await deps.clock.sleep(EVERY);
    }
    await deps.clock.sleep(Math.max(0, endsAt - deps.clock.now()));
    const late = await expectSoon('denied', 'the session is denied', deps);
    deps.say(`2. Confirmed: denied, seen ${late} s after the end.`);
    const removedAt = deps.clock.now();
    await write(wanted(set, { ...entryOf(trial, set, endsAt), removedAt }), trial, deps);
    deps.say('3. Written as after a removal: only sessions that are there already are denied.');
    // As much later as sessions are still taken for those of the old lease.
    await deps.clock.sleep(MINUTE);
    await expectSoon('denied', 'the old session stays denied', deps);
    await deps.newSession();
    await expectSoon('allowed', 'a new session acts', deps);
    deps.say('4. Confirmed: the old session stays denied, a new one acts.');
  } finally {
    await putBack(set, trial, deps);
  }
}

/** Takes away whatever a trial that was killed has left. */
export async function cleanUp(trial: Trial, deps: TrialDeps): Promise<void> {
  const set = await deps.inlinePolicies.read(trial.permissionSetArn);
  if (!set) throw new TrialError('There is no such permission set.');
  const merged = exchangeStatements(set.policy, []);
  if (merged.kind === 'unreadable')
    throw new TrialError(`The inline policy cannot be read: ${merged.reason}.`);
  if (merged.ours.length === 0) return deps.say('Nothing of Hourglass is in the inline policy.');
  await write(merged.text, trial, deps);
  deps.say('The statements of Hourglass are gone from the inline policy.');
}

async function readClean({ permissionSetArn, accountId }: Trial, deps: TrialDeps): Promise<SetWithPolicy> {
  const set = await deps.inlinePolicies.read(permissionSetArn);
  if (!set) throw new TrialError('There is no such permission set.');
  const merged = exchangeStatements(set.policy, []);
  if (merged.kind === 'unreadable')
    throw new TrialError(`The inline policy cannot be read: ${merged.reason}.`);
  if (merged.ours.length > 0)
    throw new TrialError(
      'The permission set holds denies of Hourglass already. Take another one, or --clean.',
    );
  if (!(await deps.inlinePolicies.provisionedIn(permissionSetArn)).includes(accountId))
    throw new TrialError('The permission set has no role in the account: assign it to the person first.');
  return set;
}

function entryOf({ userId, accountId }: Trial, set: SetWithPolicy, endsAt: EpochMs): HardEndEntry {
  const ids = { leaseId: 'trial', requestId: 'trial', beneficiaryId: userId, accountId };
  return { ...ids, joinedAt: 0, endsAt, sessionMinutes: set.sessionMinutes, state: 'written' };
}

function wanted(set: SetWithPolicy, entry: HardEndEntry): string {
  const plan = planHardEnd(set.policy, [entry], set, entry.removedAt ?? entry.endsAt);
  if (plan.kind === 'impossible') throw new TrialError(plan.reason);
  return plan.policy;
}

async function write(policy: string, { permissionSetArn, accountId }: Trial, deps: TrialDeps): Promise<void> {
  const written = await deps.inlinePolicies.write(permissionSetArn, policy);
  if (written.kind !== 'written') throw new TrialError(`The policy was not written: ${written.reason}`);
  const uncounted = { ...deps, metrics: { put: () => undefined } };
  const { failed, unfinished } = await provisionAll(permissionSetArn, [accountId], uncounted);
  if (failed.size + unfinished.length === 0) return;
  throw new TrialError(`It was not provisioned: ${failed.get(accountId) ?? 'still under way'}`);
}

/** Seconds until the probe says so. Throws `TrialError` when it never does. */
async function expectSoon(wish: 'allowed' | 'denied', what: string, deps: TrialDeps): Promise<number> {
  const begun = deps.clock.now();
  while (deps.clock.now() - begun < PATIENCE) {
    const seen = await deps.probe();
    if (seen === wish) return Math.round((deps.clock.now() - begun) / SECOND);
    if (seen === 'broken') throw new TrialError('The probe failed for another reason than a denial.');
    await deps.clock.sleep(EVERY);
  }
  throw new TrialError(`Not confirmed within ten minutes: ${what}.`);
}

/** As it was, or, when somebody has edited it meanwhile, theirs without ours. Tried until it is done: nothing may stay behind. */
async function putBack(before: SetWithPolicy, trial: Trial, deps: TrialDeps): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      const now = await deps.inlinePolicies.read(trial.permissionSetArn);
      const merged = exchangeStatements(now?.policy ?? '', []);
      if (now && merged.kind === 'merged') await write(merged.text, trial, deps);
      const same = merged.kind === 'merged' && merged.text === before.policy;
      return deps.say(
        same ? 'The inline policy is as it was.' : 'Ours is gone; somebody else has edited the policy.',
      );
    } catch (error) {
      deps.say(`Putting the policy back failed, trying again: ${String(error)}`);
      if (tries === 30) throw error;
      await deps.clock.sleep(EVERY);
    }
  }
}
