import { cancelRequestRoute } from './routes/cancel-request';
import { changeApprovalPolicyRoute } from './routes/change-approval-policy';
import { changeEligibilityPolicyRoute } from './routes/change-eligibility-policy';
import { changeSettingsRoute } from './routes/change-settings';
import { createApprovalPolicyRoute } from './routes/create-approval-policy';
import { createEligibilityPolicyRoute } from './routes/create-eligibility-policy';
import { createRequestRoute } from './routes/create-request';
import { declareEmergencyStopRoute } from './routes/declare-emergency-stop';
import { decideRequestRoute } from './routes/decide-request';
import { endRequestRoute } from './routes/end-request';
import { exportAuditRoute } from './routes/export-audit';
import { extendRequestRoute } from './routes/extend-request';
import { getMeRoute } from './routes/get-me';
import { liftEmergencyStopRoute } from './routes/lift-emergency-stop';
import { listAccessRoute } from './routes/list-access';
import { listApprovalPoliciesRoute } from './routes/list-approval-policies';
import { listApprovalPolicyVersionsRoute } from './routes/list-approval-policy-versions';
import { listEmergencyOrdersRoute } from './routes/list-emergency-orders';
import { listEligibilityPoliciesRoute } from './routes/list-eligibility-policies';
import { listEligibilityPolicyVersionsRoute } from './routes/list-eligibility-policy-versions';
import { listEligibleAccountsRoute } from './routes/list-eligible-accounts';
import { listEligiblePermissionSetsRoute } from './routes/list-eligible-permission-sets';
import { listFindingsRoute } from './routes/list-findings';
import { listRequestsRoute } from './routes/list-requests';
import { orderEmergencyEndRoute } from './routes/order-emergency-end';
import { previewEmergencyEndRoute } from './routes/preview-emergency-end';
import { previewRequestRoute } from './routes/preview-request';
import { readApprovalPolicyRoute } from './routes/read-approval-policy';
import { readEligibilityPolicyRoute } from './routes/read-eligibility-policy';
import { readRequestRoute } from './routes/read-request';
import { readReviewLinkRoute } from './routes/read-review-link';
import { readSettingsRoute } from './routes/read-settings';
import { searchDirectoryRoute } from './routes/search-directory';
import { verifyAuditRoute } from './routes/verify-audit';
import { openApiRoute } from './open-api';

/** Every route that this function serves. */
export const apiRoutes = [
  openApiRoute,
  cancelRequestRoute,
  changeApprovalPolicyRoute,
  changeEligibilityPolicyRoute,
  changeSettingsRoute,
  createApprovalPolicyRoute,
  createEligibilityPolicyRoute,
  createRequestRoute,
  decideRequestRoute,
  declareEmergencyStopRoute,
  endRequestRoute,
  extendRequestRoute,
  getMeRoute,
  liftEmergencyStopRoute,
  listAccessRoute,
  listApprovalPoliciesRoute,
  listApprovalPolicyVersionsRoute,
  listEmergencyOrdersRoute,
  listEligibilityPoliciesRoute,
  listEligibilityPolicyVersionsRoute,
  listEligibleAccountsRoute,
  listEligiblePermissionSetsRoute,
  listFindingsRoute,
  listRequestsRoute,
  orderEmergencyEndRoute,
  previewEmergencyEndRoute,
  previewRequestRoute,
  readApprovalPolicyRoute,
  readEligibilityPolicyRoute,
  readRequestRoute,
  readReviewLinkRoute,
  readSettingsRoute,
  searchDirectoryRoute,
  verifyAuditRoute,
  exportAuditRoute,
];
