import type { ApprovalPolicyView, EligibilityPolicyView, SettingsView } from '../../contract/policies';
import { toIso } from '../../model/instant';
import type { ApprovalPolicy, EligibilityPolicy, Settings } from '../../model/policy';

/** An eligibility policy as the API shows it. */
export function eligibilityPolicyView({
  kind: _,
  changedAt,
  ...rest
}: EligibilityPolicy): EligibilityPolicyView {
  return { ...rest, changedAt: toIso(changedAt) };
}

/** An approval policy as the API shows it. */
export function approvalPolicyView({ kind: _, changedAt, ...rest }: ApprovalPolicy): ApprovalPolicyView {
  return { ...rest, changedAt: toIso(changedAt) };
}

/** Settings as the API shows them. */
export function settingsView({ kind: _, changedAt, ...rest }: Settings): SettingsView {
  return { ...rest, changedAt: toIso(changedAt) };
}
