import { lazy } from 'react';
import { Route, Routes } from 'react-router';

const Home = lazy(() => import('../features/home/page'));
const RequestAccess = lazy(() => import('../features/request-access/page'));
const MyRequests = lazy(() => import('../features/my-requests/page'));
const Approvals = lazy(() => import('../features/approvals/page'));
const RequestDetail = lazy(() => import('../features/request-detail/page'));
const ActiveAccess = lazy(() => import('../features/active-access/page'));
const Activity = lazy(() => import('../features/activity/page'));
const EligibilityPolicies = lazy(() => import('../features/eligibility-policies/page'));
const EligibilityPolicy = lazy(() => import('../features/eligibility-policies/edit-page'));
const ApprovalPolicies = lazy(() => import('../features/approval-policies/page'));
const ApprovalPolicy = lazy(() => import('../features/approval-policies/edit-page'));
const Settings = lazy(() => import('../features/settings/page'));
const Emergency = lazy(() => import('../features/emergency/page'));
const AllRequests = lazy(() => import('../features/all-requests/page'));
const Findings = lazy(() => import('../features/findings/page'));
const Runbook = lazy(() => import('../features/runbook/page'));
const AuditTrail = lazy(() => import('../features/audit-trail/page'));
const Review = lazy(() => import('../features/review/page'));
const NotFound = lazy(() => import('../features/not-found/page'));

/** Every page by its address; each is fetched when it is first opened. */
export function Pages() {
  return (
    <Routes>
      <Route path="/" element={<Home />} />
      <Route path="/request" element={<RequestAccess />} />
      <Route path="/requests" element={<MyRequests />} />
      <Route path="/requests/:requestId" element={<RequestDetail />} />
      <Route path="/requests/:requestId/leases/:leaseId/activity" element={<Activity />} />
      <Route path="/approvals" element={<Approvals />} />
      <Route path="/access" element={<ActiveAccess />} />
      <Route path="/policies/eligibility" element={<EligibilityPolicies />} />
      <Route path="/policies/eligibility/:policyId" element={<EligibilityPolicy />} />
      <Route path="/policies/approval" element={<ApprovalPolicies />} />
      <Route path="/policies/approval/:policyId" element={<ApprovalPolicy />} />
      <Route path="/settings" element={<Settings />} />
      <Route path="/emergency" element={<Emergency />} />
      <Route path="/audit" element={<AllRequests />} />
      <Route path="/audit/trail" element={<AuditTrail />} />
      <Route path="/findings" element={<Findings />} />
      <Route path="/runbook/:articleId" element={<Runbook />} />
      <Route path="/review/:token" element={<Review />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}
