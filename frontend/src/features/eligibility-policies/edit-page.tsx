import { useParams } from 'react-router';
import { ExistingPolicy } from './existing-policy';
import { NewPolicy } from './new-policy';

/** A new eligibility policy, or one that exists. */
export default function EligibilityPolicyPage() {
  const { policyId = '' } = useParams();
  return policyId === 'new' ? <NewPolicy /> : <ExistingPolicy key={policyId} policyId={policyId} />;
}
