import type { EligibilityPolicyView } from '../../../../core/contract/policies';
import { EligibilityPolicyBody } from '../../../../core/model/policy';
import { bodyOf } from '../policies/body-of';
import type { PolicyKind } from '../policies/existing-policy';
import { EligibilityFields } from './fields';
import { useChangeEligibilityPolicy, useEligibilityPolicy, useEligibilityVersions } from './queries';
import { strings } from './strings';

/** What eligibility policies have of their own. */
export const kind: PolicyKind<EligibilityPolicyView, EligibilityPolicyBody> = {
  title: strings.title,
  path: '/policies/eligibility',
  schema: EligibilityPolicyBody,
  fields: EligibilityFields,
  bodyOf,
  useOne: useEligibilityPolicy,
  useVersions: useEligibilityVersions,
  useChange: useChangeEligibilityPolicy,
};
