import { useParams } from 'react-router';
import { ExistingPolicy } from '../policies/existing-policy';
import { kind } from './kind';
import { NewPolicy } from './new-policy';

/** A new approval policy, or one that exists. */
export default function ApprovalPolicyPage() {
  const { policyId = '' } = useParams();
  return policyId === 'new' ? (
    <NewPolicy />
  ) : (
    <ExistingPolicy key={policyId} kind={kind} policyId={policyId} />
  );
}
