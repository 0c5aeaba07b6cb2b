import { PoliciesPage } from '../policies/policies-page';
import { approvalColumns } from './columns';
import { useApprovalPolicies } from './queries';
import { strings } from './strings';

/** Who must say yes. */
export default function ApprovalPoliciesPage() {
  return (
    <PoliciesPage
      strings={strings}
      path="/policies/approval"
      columns={approvalColumns}
      useList={useApprovalPolicies}
    />
  );
}
