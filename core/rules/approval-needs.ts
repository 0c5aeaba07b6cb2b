import type { Account } from '../model/directory';
import type { ApprovalPolicy } from '../model/policy';
import type { RefusalReason } from '../model/refusal';
import type { ApprovalNeed } from '../model/request';
import { matchesAccount, matchesPermissionSet } from './account-scope';
import { highestPriority } from './eligibility';
import { reason } from './reason';

type ApprovalInput = {
  targets: { account: Account; permissionSetArn: string; approvalRequired: boolean }[];
  beneficiaryGroupIds: ReadonlySet<string>;
  policies: readonly ApprovalPolicy[];
};

/** Who has to say yes to a request; targets under the same policies share one need. */
export function approvalNeeds(
  input: ApprovalInput,
): { needs: ApprovalNeed[] } | { reasons: RefusalReason[] } {
  const needs = new Map<string, ApprovalNeed>();
  const reasons: RefusalReason[] = [];
  for (const [index, target] of input.targets.entries()) {
    if (!target.approvalRequired) continue;
    const policies = highestPriority(input.policies.filter((policy) => applies(policy, target, input)));
    const key = policies.map(({ id, version }) => `${id}@${version}`).join();
    const shared = needs.get(key);
    if (policies.length === 0) reasons.push(nobodyDecides(index, target.account));
    else if (shared) shared.targets.push(index);
    else needs.set(key, { targets: [index], alternatives: policies.map(frozen) });
  }
  return reasons.length > 0 ? { reasons } : { needs: [...needs.values()] };
}

/** The people and groups that the needs name, for finding the request in an inbox. */
export function approverKeys(needs: readonly ApprovalNeed[]): { users: string[]; groups: string[] } {
  const approvers = needs.flatMap((need) =>
    need.alternatives.flatMap((alternative) => alternative.steps.map((step) => step.approvers)),
  );
  return {
    users: [...new Set(approvers.flatMap((people) => people.users))].toSorted(),
    groups: [...new Set(approvers.flatMap((people) => people.groups))].toSorted(),
  };
}

function applies(
  policy: ApprovalPolicy,
  target: ApprovalInput['targets'][number],
  { beneficiaryGroupIds }: ApprovalInput,
): boolean {
  const anyPermissionSet = policy.permissionSets.arns.length === 0;
  return (
    policy.enabled &&
    (policy.requesterGroups.length === 0 ||
      policy.requesterGroups.some((group) => beneficiaryGroupIds.has(group))) &&
    (anyPermissionSet || matchesPermissionSet(policy.permissionSets, target.permissionSetArn)) &&
    matchesAccount(policy.accounts, target.account)
  );
}

const frozen = ({ id, version, name, steps }: ApprovalPolicy) => ({ policy: { id, version, name }, steps });

function nobodyDecides(index: number, account: Account): RefusalReason {
  const message = `Access to ${account.name} needs an approval, but no approval policy says by whom.`;
  return reason('no-approval-policy', message, `targets[${index}]`);
}
