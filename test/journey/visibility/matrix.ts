import type { RouteName } from '../../../core/contract/routes';
import type { RequestSeen } from '../../support/laptop';
import type { Scene, ViewerName } from './fixtures';

/** The status that each viewer gets. */
type Expected = Readonly<Record<ViewerName, number>>;
type Call = { readonly path: string; readonly body?: unknown };

/** One row of the matrix: a call about what the viewers have to do with, and where there is one, the same about another's. */
export type Row = {
  readonly call: (scene: Scene) => Call;
  readonly expected: Expected;
  readonly others?: (scene: Scene) => Call;
  readonly othersExpected?: Expected;
};

const everybody = (status: number): Expected => ({
  requester: status,
  beneficiary: status,
  approver: status,
  decided: status,
  stranger: status,
  auditor: status,
  admin: status,
  responder: status,
  nobody: 401,
});
const only = (viewer: ViewerName, status = 200): Expected => ({ ...everybody(404), [viewer]: status });
/** Who sees a request: for admins it does not exist, unless they are auditors too. */
const seenBy = (status: number): Expected => ({
  ...everybody(status),
  stranger: 404,
  admin: 404,
  responder: 404,
});
/** For admins and responders alone. */
const inAnEmergency = (status: number): Expected => ({ ...only('admin', status), responder: status });

const leaseOf = ({ id, leases }: RequestSeen) => `/requests/${id}/leases/${leases[0]?.id}`;
/** A decision on a revision that is gone: whoever may decide is told so, and nothing happens. */
const stale = { answer: 'reject', comment: 'No', revision: 1 };
const disabledScope = { users: [], groups: [] };
const eligibility = {
  name: 'By the matrix',
  enabled: false,
  subjects: disabledScope,
  accounts: {},
  permissionSets: {},
};
const approval = {
  name: 'By the matrix',
  enabled: false,
  accounts: { accounts: [] },
  permissionSets: {},
};
/** Not what has to be typed: whoever may do it is told so, and nothing happens. */
const everything = { kind: 'everything' };
const slip = { confirmation: 'by the matrix', comment: 'By the matrix' };
const settings = { decisionMinutes: 240 };
const oneMonth = 'from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z';
const nextYear = 'from=2026-01-01T00:00:00Z&to=2027-01-01T00:00:00Z';

/** What each route answers to each viewer. A new route without a row does not compile. */
export const MATRIX: Readonly<Record<RouteName, Row>> = {
  getMe: { call: () => ({ path: '/me' }), expected: everybody(200) },
  listEligibleAccounts: { call: () => ({ path: '/eligibility/accounts' }), expected: everybody(200) },
  listEligiblePermissionSets: {
    call: ({ other }) => ({
      path: `/eligibility/accounts/${other.targets[0]?.accountId}/permission-sets`,
    }),
    expected: everybody(200),
  },
  previewRequest: { call: wishOf('/requests/preview'), expected: everybody(200) },
  createRequest: { call: wishOf('/requests'), expected: everybody(422) },
  listRequests: { call: () => ({ path: '/requests?view=all' }), expected: only('auditor') },
  readRequest: {
    call: ({ pending }) => ({ path: `/requests/${pending.id}` }),
    expected: seenBy(200),
    others: ({ other }) => ({ path: `/requests/${other.id}` }),
    othersExpected: only('auditor'),
  },
  decideRequest: {
    call: ({ pending }) => ({ path: `/requests/${pending.id}/decision`, body: stale }),
    expected: { ...only('approver', 409), requester: 403, beneficiary: 403, decided: 403, auditor: 403 },
    others: ({ other }) => ({ path: `/requests/${other.id}/decision`, body: stale }),
    othersExpected: only('auditor', 403),
  },
  cancelRequest: {
    call: ({ active }) => ({ path: `/requests/${active.id}/cancellation`, body: {} }),
    expected: { ...seenBy(403), requester: 409, beneficiary: 409 },
    others: ({ other }) => ({ path: `/requests/${other.id}/cancellation`, body: {} }),
    othersExpected: only('auditor', 403),
  },
  endRequest: {
    call: ({ pending }) => ({ path: `/requests/${pending.id}/end`, body: {} }),
    expected: { ...seenBy(409), decided: 403, auditor: 403 },
    others: ({ other }) => ({ path: `/requests/${other.id}/end`, body: {} }),
    othersExpected: only('auditor', 403),
  },
  extendRequest: {
    call: ({ pending }) => ({ path: `/requests/${pending.id}/extend`, body: { minutes: 5, revision: 1 } }),
    // It needs the yes of two, so that nobody could extend it alone.
    expected: seenBy(403),
    others: ({ other }) => ({ path: `/requests/${other.id}/extend`, body: { minutes: 5, revision: 1 } }),
    othersExpected: only('auditor', 403),
  },
  listAccess: {
    call: () => ({ path: '/access?view=all' }),
    expected: only('auditor'),
    others: () => ({ path: '/access?view=emergency' }),
    othersExpected: inAnEmergency(200),
  },
  readReviewLink: {
    call: ({ link }) => ({ path: `/review-links/${link}` }),
    expected: everybody(200),
  },
  startActivity: {
    call: ({ active }) => ({ path: `${leaseOf(active)}/activity` }),
    expected: seenBy(202),
    others: ({ other }) => ({ path: `${leaseOf(other)}/activity` }),
    othersExpected: only('auditor', 202),
  },
  readActivity: {
    call: ({ active, queryId }) => ({ path: `${leaseOf(active)}/activity/${queryId}` }),
    expected: seenBy(200),
    others: ({ other, otherQueryId }) => ({ path: `${leaseOf(other)}/activity/${otherQueryId}` }),
    othersExpected: only('auditor'),
  },
  exportActivity: {
    call: ({ active, queryId }) => ({
      path: `${leaseOf(active)}/activity/${queryId}/export?format=csv`,
    }),
    expected: seenBy(200),
    // Somebody else's look under one's own lease.
    others: ({ active, otherQueryId }) => ({
      path: `${leaseOf(active)}/activity/${otherQueryId}/export?format=csv`,
    }),
    othersExpected: everybody(404),
  },
  listEligibilityPolicies: { call: () => ({ path: '/policies/eligibility' }), expected: only('admin') },
  createEligibilityPolicy: {
    call: () => ({ path: '/policies/eligibility', body: eligibility }),
    expected: only('admin', 201),
  },
  readEligibilityPolicy: {
    call: ({ policies }) => ({ path: `/policies/eligibility/${policies.eligibility}` }),
    expected: only('admin'),
  },
  changeEligibilityPolicy: {
    call: ({ policies }) => ({
      path: `/policies/eligibility/${policies.eligibility}`,
      body: { version: 99, policy: eligibility },
    }),
    expected: only('admin', 409),
  },
  listEligibilityPolicyVersions: {
    call: ({ policies }) => ({ path: `/policies/eligibility/${policies.eligibility}/versions` }),
    expected: only('admin'),
  },
  listApprovalPolicies: { call: () => ({ path: '/policies/approval' }), expected: only('admin') },
  createApprovalPolicy: {
    call: withApprover('/policies/approval', (policy) => policy),
    expected: only('admin', 201),
  },
  readApprovalPolicy: {
    call: ({ policies }) => ({ path: `/policies/approval/${policies.approval}` }),
    expected: only('admin'),
  },
  changeApprovalPolicy: {
    call: (scene) =>
      withApprover(`/policies/approval/${scene.policies.approval}`, (policy) => ({ version: 99, policy }))(
        scene,
      ),
    expected: only('admin', 409),
  },
  listApprovalPolicyVersions: {
    call: ({ policies }) => ({ path: `/policies/approval/${policies.approval}/versions` }),
    expected: only('admin'),
  },
  readSettings: { call: () => ({ path: '/settings' }), expected: only('admin') },
  changeSettings: {
    call: () => ({ path: '/settings', body: { version: 99, settings } }),
    expected: only('admin', 409),
  },
  searchDirectory: {
    call: () => ({ path: '/directory/people' }),
    expected: inAnEmergency(200),
    others: () => ({ path: '/directory/groups' }),
    othersExpected: only('admin'),
  },
  previewEmergencyEnd: {
    call: () => ({ path: '/emergency/end/preview', body: { scope: everything } }),
    expected: inAnEmergency(200),
  },
  orderEmergencyEnd: {
    call: () => ({ path: '/emergency/end', body: { scope: everything, ...slip } }),
    expected: inAnEmergency(400),
  },
  listEmergencyOrders: { call: () => ({ path: '/emergency/orders' }), expected: inAnEmergency(200) },
  declareEmergencyStop: {
    call: () => ({ path: '/emergency/stop', body: slip }),
    expected: inAnEmergency(400),
  },
  liftEmergencyStop: {
    call: () => ({ path: '/emergency/lift', body: slip }),
    expected: inAnEmergency(400),
  },
  listFindings: { call: () => ({ path: '/findings' }), expected: { ...only('auditor'), admin: 200 } },
  verifyAudit: {
    call: () => ({ path: `/audit/verification?${nextYear}` }),
    expected: { ...only('auditor'), admin: 200 },
  },
  exportAudit: { call: () => ({ path: `/audit/export?${oneMonth}` }), expected: only('auditor') },
};

/** A wish for an account that does not exist: everybody may ask, nobody gets it. */
function wishOf(path: string) {
  return ({ other }: Scene): Call => {
    const permissionSetArn = other.targets[0]?.permissionSetArn;
    const targets = [{ accountId: '000000000000', permissionSetArn }];
    return { path, body: { targets, minutes: 60, justification: 'By the matrix' } };
  };
}

function withApprover(path: string, wrap: (policy: object) => object) {
  return ({ lab, other }: Scene): Call => {
    const steps = [{ name: 'One', approvers: { users: [lab.userId('lena')] } }];
    const accounts = { accounts: [other.targets[0]?.accountId] };
    return { path, body: wrap({ ...approval, accounts, steps }) };
  };
}
