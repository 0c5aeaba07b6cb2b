import type { Account, PermissionSet } from '../model/directory';
import { machineId } from '../model/machine';
import type { EligibilityPolicy, PolicyRef, Settings, TextRule } from '../model/policy';
import type { RefusalReason } from '../model/refusal';
import { matchesAccount, matchesPermissionSet } from './account-scope';
import { type Asker, namesPerson } from './asker';
import { reason } from './reason';

export type { Asker } from './asker';

/** What an eligible person may have, and under which rules. */
export type Allowed = {
  allowed: true;
  /** The longest lease, in minutes. */
  maxMinutes: number;
  approvalRequired: boolean;
  justification: TextRule[];
  ticket: TextRule[];
  policies: PolicyRef[];
};

/** Whether somebody may ask for a permission set in an account, and why not. */
export type EligibilityDecision = Allowed | { allowed: false; reasons: RefusalReason[] };

type EligibilityInput = {
  beneficiary: Asker;
  requester: Asker;
  account: Account;
  permissionSet: PermissionSet;
  policies: readonly EligibilityPolicy[];
  settings: Settings;
};

/** May the requester ask for this permission set in this account for the beneficiary? Fields are relative to the target. */
export function mayAsk(input: EligibilityInput): EligibilityDecision {
  const { account, permissionSet } = input;
  const matching = input.policies.filter(
    (policy) =>
      policy.enabled &&
      namesPerson(policy.subjects, input.beneficiary) &&
      matchesPermissionSet(policy.permissionSets, permissionSet.arn) &&
      matchesAccount(policy.accounts, account),
  );
  const denying = matching.filter((policy) => policy.effect === 'deny');
  if (denying.length > 0) return { allowed: false, reasons: denying.map((policy) => denied(policy, input)) };
  const applying = highestPriority(matching);
  if (applying.length === 0) return { allowed: false, reasons: [notEligible(input)] };
  const reasons = obstacles(input, applying);
  return reasons.length > 0 ? { allowed: false, reasons } : strictest(applying, input.settings);
}

/** Only the policies that share the highest priority among them, in their order. */
export function highestPriority<P extends { readonly priority: number }>(policies: readonly P[]): P[] {
  const highest = policies.reduce((top, policy) => Math.max(top, policy.priority), -Infinity);
  return policies.filter((policy) => policy.priority === highest);
}

/** What several allowing policies of one priority say together: the strictest of each. */
export function strictest(policies: readonly EligibilityPolicy[], settings: Settings): Allowed {
  return {
    allowed: true,
    maxMinutes: policies.reduce((least, policy) => Math.min(least, policy.maxMinutes), settings.maxMinutes),
    approvalRequired: policies.some((policy) => policy.approvalRequired),
    justification: demanding([settings, ...policies].map((each) => each.justification)),
    ticket: demanding([settings, ...policies].map((each) => each.ticket)),
    policies: policies.map(({ id, version, name }) => ({ id, version, name })),
  };
}

const demanding = (rules: readonly TextRule[]) =>
  rules.filter((rule) => rule.required || rule.minLength > 0 || rule.pattern !== undefined);

function obstacles(input: EligibilityInput, applying: readonly EligibilityPolicy[]): RefusalReason[] {
  const { account, permissionSet, requester, beneficiary } = input;
  const reasons: RefusalReason[] = [];
  if (account.status !== 'ACTIVE') {
    const message = `The account ${account.name} is not active in AWS Organizations (${account.status}).`;
    reasons.push(reason('account-not-active', message, 'accountId'));
  }
  if (permissionSet.inManagementAccount) {
    const message = `The permission set ${permissionSet.name} is also used in the management account, so Hourglass cannot assign it.`;
    reasons.push(reason('permission-set-in-management-account', message, 'permissionSetArn'));
  }
  const mayAskForThem = applying.some(
    (policy) =>
      policy.onBehalfBy.some((group) => requester.groupIds.has(group)) ||
      policy.onBehalfByMachines.some((name) => machineId(name) === requester.userId),
  );
  if (requester.userId !== beneficiary.userId && !mayAskForThem) {
    const message = `No policy lets you ask for ${permissionSet.name} in ${account.name} on behalf of this person.`;
    reasons.push(reason('may-not-ask-for-others', message));
  }
  return reasons;
}

function denied(policy: EligibilityPolicy, { account, permissionSet }: EligibilityInput): RefusalReason {
  const message = `The policy "${policy.name}" denies ${permissionSet.name} in ${account.name}.`;
  return reason('denied-by-policy', message);
}

function notEligible({ account, permissionSet }: EligibilityInput): RefusalReason {
  const message = `No policy makes this person eligible for ${permissionSet.name} in ${account.name}.`;
  return reason('not-eligible', message);
}
