import { useParams } from 'react-router';
import { ExistingPolicy } from './existing-policy';
import { NewPolicy } from './new-policy';

/** A new approval policy, or one that exists. */
export default function ApprovalPolicyPage() {
  const { policyId = '' } = useParams();
  return policyId === 'new' ? <NewPolicy /> : <ExistingPolicy key={policyId} policyId={policyId} />;
}
