import { z } from 'zod';
import { AccountId } from '../model/entitlement';
import { ApprovalPolicyBody, EligibilityPolicyBody } from '../model/policy';
import { ActivityExportQuery, ActivityPage, ActivityPageQuery, ActivityStarted } from './activity';
import { AuditExportQuery, AuditVerification, AuditVerificationQuery } from './audit';
import { DirectoryKind, DirectoryPage, DirectoryQuery } from './directory';
import {
  EmergencyEndBody,
  EmergencyOrderPage,
  EmergencyOrdersQuery,
  EmergencyOrderView,
  EmergencyPreview,
  EmergencyPreviewBody,
  EmergencyStopBody,
  EmergencyStopState,
} from './emergency';
import {
  EligibleAccounts,
  EligibleAccountsQuery,
  EligiblePermissionSets,
  EligiblePermissionSetsQuery,
} from './eligibility';
import { FindingPage, FindingsQuery } from './findings';
import { Me } from './me';
import {
  ApprovalPolicyEdit,
  ApprovalPolicyPage,
  ApprovalPolicyView,
  EligibilityPolicyEdit,
  EligibilityPolicyPage,
  EligibilityPolicyView,
  PoliciesQuery,
  SettingsEdit,
  SettingsView,
  VersionsQuery,
} from './policies';
import {
  AccessPage,
  AccessQuery,
  CancelBody,
  CreateRequest,
  DecideBody,
  EndBody,
  ExtendBody,
  RequestDetail,
  RequestPage,
  RequestPreview,
  RequestsQuery,
  ReviewLink,
} from './requests';

const none = z.strictObject({});

/** Which function serves a route: rights differ, so functions do. */
export type Served = 'api' | 'query-activity';

/** What describes a route; absent schemas: it takes nothing there. */
export type RouteParts<P, Q, B, R> = {
  method: 'GET' | 'POST' | 'PUT';
  path: string;
  summary: string;
  params?: P;
  query?: Q;
  body?: B;
  response: R;
  /** Success status; 200 unless said. */
  status?: number;
  by?: Served;
  /** Takes an Idempotency-Key header. */
  idempotent?: boolean;
  /** Answers text that is not JSON, such as an export. */
  raw?: boolean;
  tag: string;
};

type EmptyObject = typeof none;

/** A route of the HTTP API: the one description that the router, the web app's client and the OpenAPI document share. */
function route<
  R extends z.ZodType,
  P extends z.ZodType = EmptyObject,
  Q extends z.ZodType = EmptyObject,
  B extends z.ZodType = z.ZodUndefined,
>(parts: RouteParts<P, Q, B, R>) {
  return parts;
}

const requestId = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}$/, 'must be a request id');
const leaseId = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}-\d{1,2}$/, 'must be a lease id');
const byRequest = z.strictObject({ requestId });
const byLease = z.strictObject({ requestId, leaseId });
const byQuery = z.strictObject({ requestId, leaseId, queryId: z.string().regex(/^[A-Za-z0-9-]{1,64}$/) });
const byPolicy = z.strictObject({ policyId: z.string().regex(/^[0-9A-Za-z-]{1,64}$/) });

/** Every route, by the name of what it does. */
export const routes = {
  getMe: route({ tag: 'me', method: 'GET', path: '/me', summary: 'Who am I', response: Me }),
  listEligibleAccounts: route({
    tag: 'eligibility',
    method: 'GET',
    path: '/eligibility/accounts',
    summary: 'Accounts in which I may ask for access',
    query: EligibleAccountsQuery,
    response: EligibleAccounts,
  }),
  listEligiblePermissionSets: route({
    tag: 'eligibility',
    method: 'GET',
    path: '/eligibility/accounts/{accountId}/permission-sets',
    summary: 'Permission sets that I may ask for in an account, with the terms',
    params: z.strictObject({ accountId: AccountId }),
    query: EligiblePermissionSetsQuery,
    response: EligiblePermissionSets,
  }),
  previewRequest: route({
    tag: 'requests',
    method: 'POST',
    path: '/requests/preview',
    summary: 'What would happen if I asked; changes nothing',
    body: CreateRequest,
    response: RequestPreview,
  }),
  createRequest: route({
    tag: 'requests',
    method: 'POST',
    path: '/requests',
    summary: 'Ask for access',
    body: CreateRequest,
    response: RequestDetail,
    status: 201,
    idempotent: true,
  }),
  listRequests: route({
    tag: 'requests',
    method: 'GET',
    path: '/requests',
    summary: 'Requests that I made, may decide, have decided, or audit',
    query: RequestsQuery,
    response: RequestPage,
  }),
  readRequest: route({
    tag: 'requests',
    method: 'GET',
    path: '/requests/{requestId}',
    summary: 'A request with everything that happened to it',
    params: byRequest,
    response: RequestDetail,
  }),
  decideRequest: route({
    tag: 'requests',
    method: 'POST',
    path: '/requests/{requestId}/decision',
    summary: 'Approve or reject',
    params: byRequest,
    body: DecideBody,
    response: RequestDetail,
  }),
  cancelRequest: route({
    tag: 'requests',
    method: 'POST',
    path: '/requests/{requestId}/cancellation',
    summary: 'Take a request back before it starts',
    params: byRequest,
    body: CancelBody,
    response: RequestDetail,
  }),
  endRequest: route({
    tag: 'requests',
    method: 'POST',
    path: '/requests/{requestId}/end',
    summary: 'Give access back, or end it as approver, before its time',
    params: byRequest,
    body: EndBody,
    response: RequestDetail,
  }),
  extendRequest: route({
    tag: 'requests',
    method: 'POST',
    path: '/requests/{requestId}/extend',
    summary: 'Move the end of live access: as approver, or as holder when no approval was needed',
    params: byRequest,
    body: ExtendBody,
    response: RequestDetail,
  }),
  listAccess: route({
    tag: 'access',
    method: 'GET',
    path: '/access',
    summary: 'Leases that are live now',
    query: AccessQuery,
    response: AccessPage,
  }),
  readReviewLink: route({
    tag: 'requests',
    method: 'GET',
    path: '/review-links/{token}',
    summary: 'What the link in an email leads to; decides nothing',
    params: z.strictObject({ token: z.string().min(1).max(1_000) }),
    response: ReviewLink,
  }),
  startActivity: route({
    tag: 'activity',
    method: 'POST',
    path: '/requests/{requestId}/leases/{leaseId}/activity',
    summary: 'Start looking up what was done with a lease',
    params: byLease,
    response: ActivityStarted,
    status: 202,
    by: 'query-activity',
  }),
  readActivity: route({
    tag: 'activity',
    method: 'GET',
    path: '/requests/{requestId}/leases/{leaseId}/activity/{queryId}',
    summary: 'What was done with a lease',
    params: byQuery,
    query: ActivityPageQuery,
    response: ActivityPage,
    by: 'query-activity',
  }),
  exportActivity: route({
    tag: 'activity',
    method: 'GET',
    path: '/requests/{requestId}/leases/{leaseId}/activity/{queryId}/export',
    summary: 'What was done with a lease, as CSV or JSON',
    params: byQuery,
    query: ActivityExportQuery,
    response: z.string(),
    by: 'query-activity',
    raw: true,
  }),
  listEligibilityPolicies: route({
    tag: 'policies',
    method: 'GET',
    path: '/policies/eligibility',
    summary: 'Eligibility policies (admins)',
    query: PoliciesQuery,
    response: EligibilityPolicyPage,
  }),
  createEligibilityPolicy: route({
    tag: 'policies',
    method: 'POST',
    path: '/policies/eligibility',
    summary: 'Add an eligibility policy (admins)',
    body: EligibilityPolicyBody,
    response: EligibilityPolicyView,
    status: 201,
  }),
  readEligibilityPolicy: route({
    tag: 'policies',
    method: 'GET',
    path: '/policies/eligibility/{policyId}',
    summary: 'An eligibility policy (admins)',
    params: byPolicy,
    response: EligibilityPolicyView,
  }),
  changeEligibilityPolicy: route({
    tag: 'policies',
    method: 'PUT',
    path: '/policies/eligibility/{policyId}',
    summary: 'Change, disable or enable an eligibility policy (admins)',
    params: byPolicy,
    body: EligibilityPolicyEdit,
    response: EligibilityPolicyView,
  }),
  listEligibilityPolicyVersions: route({
    tag: 'policies',
    method: 'GET',
    path: '/policies/eligibility/{policyId}/versions',
    summary: 'Every version of an eligibility policy (admins)',
    params: byPolicy,
    query: VersionsQuery,
    response: EligibilityPolicyPage,
  }),
  listApprovalPolicies: route({
    tag: 'policies',
    method: 'GET',
    path: '/policies/approval',
    summary: 'Approval policies (admins)',
    query: PoliciesQuery,
    response: ApprovalPolicyPage,
  }),
  createApprovalPolicy: route({
    tag: 'policies',
    method: 'POST',
    path: '/policies/approval',
    summary: 'Add an approval policy (admins)',
    body: ApprovalPolicyBody,
    response: ApprovalPolicyView,
    status: 201,
  }),
  readApprovalPolicy: route({
    tag: 'policies',
    method: 'GET',
    path: '/policies/approval/{policyId}',
    summary: 'An approval policy (admins)',
    params: byPolicy,
    response: ApprovalPolicyView,
  }),
  changeApprovalPolicy: route({
    tag: 'policies',
    method: 'PUT',
    path: '/policies/approval/{policyId}',
    summary: 'Change, disable or enable an approval policy (admins)',
    params: byPolicy,
    body: ApprovalPolicyEdit,
    response: ApprovalPolicyView,
  }),
  listApprovalPolicyVersions: route({
    tag: 'policies',
    method: 'GET',
    path: '/policies/approval/{policyId}/versions',
    summary: 'Every version of an approval policy (admins)',
    params: byPolicy,
    query: VersionsQuery,
    response: ApprovalPolicyPage,
  }),
  readSettings: route({
    tag: 'settings',
    method: 'GET',
    path: '/settings',
    summary: 'Settings (admins)',
    response: SettingsView,
  }),
  changeSettings: route({
    tag: 'settings',
    method: 'PUT',
    path: '/settings',
    summary: 'Change settings (admins)',
    body: SettingsEdit,
    response: SettingsView,
  }),
  searchDirectory: route({
    tag: 'directory',
    method: 'GET',
    path: '/directory/{kind}',
    summary: 'Search accounts, units, permission sets, groups or people (admins; some kinds: responders)',
    params: z.strictObject({ kind: DirectoryKind }),
    query: DirectoryQuery,
    response: DirectoryPage,
  }),
  previewEmergencyEnd: route({
    tag: 'emergency',
    method: 'POST',
    path: '/emergency/end/preview',
    summary: 'How many leases would end, and whose; changes nothing (admins, responders)',
    body: EmergencyPreviewBody,
    response: EmergencyPreview,
  }),
  orderEmergencyEnd: route({
    tag: 'emergency',
    method: 'POST',
    path: '/emergency/end',
    summary:
      'End a lease, all access of a person, an account or a permission set, or everything (admins, responders)',
    body: EmergencyEndBody,
    response: EmergencyOrderView,
    status: 202,
  }),
  listEmergencyOrders: route({
    tag: 'emergency',
    method: 'GET',
    path: '/emergency/orders',
    summary: 'What was ended in emergencies, and how far that is (admins, responders)',
    query: EmergencyOrdersQuery,
    response: EmergencyOrderPage,
  }),
  declareEmergencyStop: route({
    tag: 'emergency',
    method: 'POST',
    path: '/emergency/stop',
    summary: 'Stop activations: nothing is switched on until it is lifted (admins, responders)',
    body: EmergencyStopBody,
    response: EmergencyStopState,
  }),
  liftEmergencyStop: route({
    tag: 'emergency',
    method: 'POST',
    path: '/emergency/lift',
    summary: 'Lift the emergency stop (admins, responders)',
    body: EmergencyStopBody,
    response: EmergencyStopState,
  }),
  listFindings: route({
    tag: 'audit',
    method: 'GET',
    path: '/findings',
    summary: 'What the reconciler has found and is not settled (admins, auditors)',
    query: FindingsQuery,
    response: FindingPage,
  }),
  verifyAudit: route({
    tag: 'audit',
    method: 'GET',
    path: '/audit/verification',
    summary: 'Check the audit trail: its hash chains and its signed daily roots (auditors, admins)',
    query: AuditVerificationQuery,
    response: AuditVerification,
  }),
  exportAudit: route({
    tag: 'audit',
    method: 'GET',
    path: '/audit/export',
    summary: 'The audit trail of some days as lines of JSON, for npm run verify (auditors)',
    query: AuditExportQuery,
    response: z.string(),
    raw: true,
  }),
} as const;

export type RouteName = keyof typeof routes;
type RouteOf<N extends RouteName> = (typeof routes)[N];
type Input<T> = T extends z.ZodType ? z.input<T> : undefined;
/** What a caller sends. */
export type ParamsIn<N extends RouteName> = Input<RouteOf<N>['params']>;
export type QueryIn<N extends RouteName> = Input<RouteOf<N>['query']>;
export type BodyIn<N extends RouteName> = Input<RouteOf<N>['body']>;
export type ResponseOf<N extends RouteName> = z.output<RouteOf<N>['response']>;
