import type { EligiblePermissionSet } from '../../../../core/contract/eligibility';
import type { TextRule } from '../../../../core/model/policy';

/** What holds for all targets together. */
export type JointTerms = {
  readonly maxMinutes: number;
  readonly justification: readonly TextRule[];
  readonly ticket: readonly TextRule[];
};

/** The strictest of the terms of all targets. `cap`: the longest lease of all, in minutes. */
export function jointTerms(terms: readonly (EligiblePermissionSet | undefined)[], cap: number): JointTerms {
  const known = terms.filter((entry) => entry !== undefined);
  return {
    maxMinutes: Math.min(cap, ...known.map((entry) => entry.maxMinutes)),
    justification: known.flatMap((entry) => entry.justification),
    ticket: known.flatMap((entry) => entry.ticket),
  };
}

/** What several text rules ask for together, for the hint below a field. */
export function demands(rules: readonly TextRule[]) {
  return {
    required: rules.some((rule) => rule.required),
    minLength: Math.max(0, ...rules.map((rule) => rule.minLength)),
    hints: [...new Set(rules.flatMap((rule) => (rule.patternHint ? [rule.patternHint] : [])))],
  };
}
