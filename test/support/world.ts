import { createHash } from 'node:crypto';
import { checkSignature } from '../../aws/check-signature';
import type { CreateRequest } from '../../core/contract/requests';
import { requestStream } from '../../core/model/audit-event';
import type { AccountAssignment } from '../../core/model/entitlement';
import type { Lease } from '../../core/model/lease';
import type { PolicyRecord } from '../../core/model/policy';
import { activateLease } from '../../core/usecases/activate-lease';
import { createRequest } from '../../core/usecases/create-request';
import { decideRequest } from '../../core/usecases/decide-request';
import type { Ports } from '../../core/usecases/deps';
import { endLease } from '../../core/usecases/end-lease';
import { ACCOUNTS, buildApprovalPolicy, buildEligibilityPolicy, PEOPLE, PERMISSION_SETS } from './build';
import { buildSnapshot, GROUPS } from './build';
import {
  FakeActivity,
  FakeActivityQueries,
  FakeAssignments,
  FakeAuditRoots,
  FakeAuditTrail,
  FakeClock,
  FakeCursors,
  FakeDirectory,
  FakeDirectorySource,
  FakeExecutions,
  FakeEmergencyOrders,
  FakeFindings,
  FakeGrants,
  FakeHardEnds,
  FakeHoldings,
  FakeIds,
  FakeInlinePolicies,
  FakeLedger,
  FakeLinkSigner,
  FakeLiveDirectory,
  FakeMailer,
  FakeMetrics,
  FakePolicies,
  FakeRequests,
  FakeRootSigner,
  FakeSentNotices,
  FakeStore,
  FakeTokens,
  FakeWorkflow,
} from './fakes';

type Name = keyof typeof PEOPLE;
type Step = { state: string; retryAfterSeconds?: number; operationId?: string };

/** Engineers may ask everywhere with the leads' yes; in the sandbox they help themselves. */
export const DEFAULT_POLICIES: readonly PolicyRecord[] = [
  buildEligibilityPolicy(),
  buildEligibilityPolicy({
    id: 'eligibility-2',
    name: 'Sandbox self-service',
    priority: 200,
    accounts: { accounts: [ACCOUNTS.sandbox] },
    approvalRequired: false,
  }),
  buildApprovalPolicy(),
];

/** The domain over fakes, with the few verbs that most tests need. */
export function buildWorld(policies: readonly PolicyRecord[] = DEFAULT_POLICIES) {
  const clock = new FakeClock();
  const store = new FakeStore();
  store.seed(...policies.map((after) => ({ kind: 'policy' as const, after })));
  const directory = new FakeDirectory(buildSnapshot());
  const ledger = new FakeLedger(store, clock);
  const grants = new FakeGrants(clock);
  const inlinePolicies = new FakeInlinePolicies(clock, buildSnapshot().permissionSets);
  const holdings = new FakeHoldings(grants);
  const workflow = new FakeWorkflow();
  const executions = new FakeExecutions(workflow);
  const live = new FakeLiveDirectory(directory);
  const mailer = new FakeMailer();
  const rootSigner = new FakeRootSigner();
  const reported: string[] = [];
  const ports = {
    clock,
    ids: new FakeIds(),
    ledger,
    requests: new FakeRequests(store, clock),
    assignments: new FakeAssignments(store),
    findings: new FakeFindings(store),
    policies: new FakePolicies(store),
    emergencyOrders: new FakeEmergencyOrders(store),
    audit: new FakeAuditTrail(store),
    roots: new FakeAuditRoots(),
    rootSigner,
    rootKey: rootSigner,
    checkSignature,
    directory,
    directoryStore: directory,
    directorySource: new FakeDirectorySource(buildSnapshot()),
    live,
    grants,
    hardEnds: new FakeHardEnds(store),
    hardEndMode: 'off',
    recordsRestored: false as boolean,
    inlinePolicies,
    holdings,
    workflow,
    executions,
    tokens: new FakeTokens(),
    cursors: new FakeCursors(),
    mailer,
    sent: new FakeSentNotices(clock),
    links: new FakeLinkSigner(),
    activity: new FakeActivity(),
    activityQueries: new FakeActivityQueries(),
    metrics: new FakeMetrics(),
    trouble: { report: (what: string) => void reported.push(what) },
    sha256: (text: string) => createHash('sha256').update(text).digest('hex'),
  } satisfies Ports;

  const caller = (name: Name) => ({ userId: PEOPLE[name] });
  const body = (overrides: Partial<CreateRequest> = {}): CreateRequest => ({
    targets: [{ accountId: ACCOUNTS.payments, permissionSetArn: PERMISSION_SETS.readOnly }],
    minutes: 60,
    justification: 'Look at a failed payment',
    ...overrides,
  });

  /** Asks, and expects that it was taken. */
  async function ask(name: Name = 'ada', overrides: Partial<CreateRequest> = {}) {
    const outcome = await createRequest({ caller: caller(name), body: body(overrides) }, ports);
    if (outcome.kind !== 'created') throw new Error(`not created: ${JSON.stringify(outcome)}`);
    return outcome.request;
  }

  /** Decides at the revision that is there now. */
  async function decide(
    requestId: string,
    name: Name,
    answer: 'approve' | 'reject' = 'approve',
    comment = 'because',
  ) {
    const request = await ports.requests.read(requestId);
    const revision = request?.revision ?? 0;
    return decideRequest({ caller: caller(name), requestId, answer, comment, revision }, ports);
  }

  /** A request that cleo has approved; its leases are scheduled. */
  async function granted(name: Name = 'ada', overrides: Partial<CreateRequest> = {}) {
    const request = await ask(name, overrides);
    const outcome = await decide(request.id, 'cleo');
    if (outcome.kind !== 'decided' || outcome.request.status !== 'scheduled')
      throw new Error(`not approved: ${JSON.stringify(outcome)}`);
    return outcome.request;
  }

  const ids = (lease: { id: string; requestId: string }) => ({
    requestId: lease.requestId,
    leaseId: lease.id,
    attempt: 0,
  });

  /** Calls a step again and again as the workflow does, until it no longer says `waiting`. */
  async function until(step: (operationId: string) => Promise<Step>, tries = 200) {
    let operationId = '';
    for (let n = 0; n < tries; n += 1) {
      const outcome = await step(operationId);
      if (outcome.state !== 'waiting') return outcome;
      operationId = outcome.operationId ?? '';
      clock.advance((outcome.retryAfterSeconds ?? 1) * 1_000);
    }
    throw new Error('still waiting');
  }

  const leasesOf = (requestId: string) => ports.requests.leasesOf(requestId);
  const activate = (lease: Pick<Lease, 'id' | 'requestId'>) =>
    until((creationId) => activateLease({ ...ids(lease), creationId }, ports));
  const end = (lease: Pick<Lease, 'id' | 'requestId'>) =>
    until((deletionId) => endLease({ ...ids(lease), deletionId }, ports));

  /** A request whose leases are all active. */
  async function active(name: Name = 'ada', overrides: Partial<CreateRequest> = {}) {
    const request = await granted(name, overrides);
    for (const lease of await leasesOf(request.id)) await activate(lease);
    return { request, leases: await leasesOf(request.id) };
  }

  return {
    ports,
    clock,
    store,
    directory,
    live,
    ledger,
    grants,
    inlinePolicies,
    holdings,
    workflow,
    executions,
    mailer,
    reported,
    caller,
    body,
    ask,
    decide,
    granted,
    active,
    activate,
    end,
    ids,
    until,
    leasesOf,
    read: (requestId: string) => ports.requests.read(requestId),
    has: (name: Name, entitlement: AccountAssignment) => grants.has(PEOPLE[name], entitlement),
    events: (requestId: string) => store.eventTypes(requestStream(requestId)),
  };
}

export type World = ReturnType<typeof buildWorld>;

/** Takes a person out of every group in the snapshot. */
export function withoutGroups(userId: string) {
  return (snapshot: ReturnType<typeof buildSnapshot>) => ({
    ...snapshot,
    members: Object.fromEntries(
      Object.entries(snapshot.members).map(([group, members]) => [
        group,
        members.filter((id) => id !== userId),
      ]),
    ),
  });
}

/** Disables a person in the snapshot. */
export function disabled(userId: string) {
  return (snapshot: ReturnType<typeof buildSnapshot>) => ({
    ...snapshot,
    people: snapshot.people.map((person) =>
      person.userId === userId ? { ...person, enabled: false } : person,
    ),
  });
}

export { GROUPS };
