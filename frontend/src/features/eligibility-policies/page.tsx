import { PoliciesPage } from '../policies/policies-page';
import { eligibilityColumns } from './columns';
import { useEligibilityPolicies } from './queries';
import { strings } from './strings';

/** Who may ask for what. */
export default function EligibilityPoliciesPage() {
  return (
    <PoliciesPage
      strings={strings}
      path="/policies/eligibility"
      columns={eligibilityColumns}
      useList={useEligibilityPolicies}
    />
  );
}
