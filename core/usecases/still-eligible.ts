import type { Account } from '../model/directory';
import type { Target } from '../model/entitlement';
import { machineNameOf } from '../model/machine';
import type { PersonRef } from '../model/person';
import type { RefusalReason } from '../model/refusal';
import type { People } from '../model/policy';
import { type Asker, type EligibilityDecision, mayAsk } from '../rules/eligibility';
import type { Ports } from './deps';
import { eligibilityOf, settingsOf } from './gather-facts';

type Deps = Pick<Ports, 'directory' | 'policies' | 'live'>;

/** The terms under which people could ask for all of some targets now, or why they could not. */
export type EligibleNow =
  | { readonly allowed: true; readonly maxMinutes: number; readonly approvalRequired: boolean }
  | { readonly allowed: false; readonly reasons: RefusalReason[] };

/**
 * Whether the beneficiary could still ask for all of this, by Identity Center and Organizations as they are now and by the
 * policies as they are now. Empty: yes. Used at the last approval and again at every activation [G1].
 */
export async function checkStillEligible(
  beneficiary: PersonRef,
  requester: PersonRef,
  targets: readonly Target[],
  deps: Deps,
): Promise<RefusalReason[]> {
  const now = await eligibleNow(beneficiary, requester, targets, deps);
  return now.allowed ? [] : now.reasons;
}

/** As `checkStillEligible`, with the strictest terms of all targets. */
export async function eligibleNow(
  beneficiary: PersonRef,
  requester: PersonRef,
  targets: readonly Target[],
  deps: Deps,
): Promise<EligibleNow> {
  const person = await deps.live.person(beneficiary.userId);
  if (!person)
    return no({
      code: 'beneficiary-unknown',
      message: `${beneficiary.displayName} is no longer in Identity Center.`,
    });
  if (!person.enabled)
    return no({ code: 'person-disabled', message: `${person.displayName} is disabled in Identity Center.` });
  const asker = await askerNow(beneficiary.userId, deps);
  const own = requester.userId === beneficiary.userId;
  const onBehalf = own ? asker : await otherAsker(requester, deps);
  if (!onBehalf) return no(requesterLeft(requester));
  const terms = await Promise.all(targets.map((target) => checkTarget(target, asker, onBehalf, deps)));
  const reasons = terms.flatMap((one) => (one.allowed ? [] : one.reasons));
  if (reasons.length > 0) return no(...reasons);
  const allowed = terms.flatMap((one) => (one.allowed ? [one] : []));
  return {
    allowed: true,
    maxMinutes: Math.min(...allowed.map(({ maxMinutes }) => maxMinutes)),
    approvalRequired: allowed.some(({ approvalRequired }) => approvalRequired),
  };
}

function no(...reasons: RefusalReason[]) {
  return { allowed: false as const, reasons };
}

/** Asking for others is a right of people who are there. */
function requesterLeft({ displayName }: PersonRef): RefusalReason {
  const message = `${displayName}, who asked for this, is no longer in Identity Center or is disabled there.`;
  return { code: 'may-not-ask-for-others', message };
}

/** Who asked for somebody else, as they are now; `undefined`: they are not there any more. A machine is in no group; policies name it. */
async function otherAsker({ userId }: PersonRef, deps: Deps): Promise<Asker | undefined> {
  if (machineNameOf(userId) !== undefined) return { userId, groupIds: new Set() };
  return (await deps.live.person(userId))?.enabled ? askerNow(userId, deps) : undefined;
}

async function askerNow(userId: string, deps: Deps) {
  return { userId, groupIds: new Set(await deps.live.groupsOf(userId)) };
}

async function checkTarget(
  { entitlement, name, permissionSetName }: Target,
  beneficiary: Asker,
  requester: Asker,
  deps: Deps,
): Promise<EligibilityDecision> {
  if (entitlement.kind !== 'account-assignment')
    return no({
      code: 'entitlement-kind-not-supported',
      message: `${entitlement.kind} cannot be given yet.`,
    });
  const [snapshot, { policies }, account] = await Promise.all([
    deps.directory.snapshot(),
    deps.policies.current(),
    accountNow(entitlement.accountId, [beneficiary], deps),
  ]);
  if (!account || account.id === snapshot.managementAccountId)
    return no({
      code: 'account-unknown',
      message: `The account ${name} (${entitlement.accountId}) can not be used.`,
    });
  const permissionSet = snapshot.permissionSets.find(({ arn }) => arn === entitlement.permissionSetArn);
  if (!permissionSet)
    return no({
      code: 'permission-set-unknown',
      message: `The permission set ${permissionSetName} no longer exists.`,
    });
  return mayAsk({
    beneficiary,
    requester,
    account,
    permissionSet,
    policies: eligibilityOf(policies),
    settings: settingsOf(policies),
  });
}

/** The account as Organizations has it now; tags are only asked for when a policy for these people looks at them. */
async function accountNow(
  accountId: string,
  askers: readonly Asker[],
  deps: Deps,
): Promise<Account | undefined> {
  const [snapshot, { policies }] = await Promise.all([deps.directory.snapshot(), deps.policies.current()]);
  const live = await deps.live.account(accountId, snapshot.organizationalUnits);
  if (!live) return undefined;
  const known = snapshot.accounts.find(({ id }) => id === accountId);
  const tagsMatter = eligibilityOf(policies).some(
    ({ accounts, subjects }) => accounts.tags.length > 0 && askers.some((asker) => names(subjects, asker)),
  );
  const tags = tagsMatter ? await deps.live.accountTags(accountId) : (known?.tags ?? {});
  return {
    id: live.id,
    name: known?.name ?? accountId,
    email: known?.email ?? '',
    status: live.status,
    path: [...live.path],
    tags: { ...tags },
  };
}

function names(people: People, { userId, groupIds }: Asker): boolean {
  return people.users.includes(userId) || people.groups.some((groupId) => groupIds.has(groupId));
}
