import type { z } from 'zod';
import { AssignmentRecord } from '../../core/model/assignment';
import { AuditEvent, requestStream } from '../../core/model/audit-event';
import { type Account, DirectorySnapshot, type PermissionSet } from '../../core/model/directory';
import { AccountAssignment, type Target } from '../../core/model/entitlement';
import { HOUR } from '../../core/model/instant';
import { Lease, type LeaseStatus } from '../../core/model/lease';
import { type Person, type PersonRef, refOf } from '../../core/model/person';
import {
  ApprovalPolicy,
  Bundle,
  Delegation,
  EligibilityPolicy,
  Settings,
  SETTINGS_ID,
} from '../../core/model/policy';
import { AccessRequest, ApprovalNeed, Decision, type RequestStatus } from '../../core/model/request';
import { START } from './fakes/fake-clock';
import { ACCOUNTS, GROUPS, PEOPLE, PERMISSION_SETS, SAMPLE } from './sample';

export * from './sample';

type Name = keyof typeof PEOPLE;
type RequestIn<S extends RequestStatus> = Extract<AccessRequest, { status: S }>;
type LeaseIn<S extends LeaseStatus> = Extract<Lease, { status: S }>;

/** A person of the sample organization. */
export function person(name: Name): Person {
  return must(SAMPLE.people.find((candidate) => candidate.userId === PEOPLE[name]));
}

/** A person of the sample organization as records name them. */
export const ref = (name: Name): PersonRef => refOf(person(name));

/** An account of the sample organization. */
export function account(name: keyof typeof ACCOUNTS): Account {
  return must(SAMPLE.accounts.find((candidate) => candidate.id === ACCOUNTS[name]));
}

/** A permission set of the sample organization. */
export function permissionSet(name: keyof typeof PERMISSION_SETS): PermissionSet {
  return must(SAMPLE.permissionSets.find((candidate) => candidate.arn === PERMISSION_SETS[name]));
}

/** An account assignment of the sample organization. */
export function buildEntitlement(
  of: keyof typeof ACCOUNTS = 'payments',
  set: keyof typeof PERMISSION_SETS = 'readOnly',
): AccountAssignment {
  return AccountAssignment.parse({
    kind: 'account-assignment',
    accountId: ACCOUNTS[of],
    permissionSetArn: PERMISSION_SETS[set],
  });
}

/** An account assignment with its names. */
export function buildTarget(
  of: keyof typeof ACCOUNTS = 'payments',
  set: keyof typeof PERMISSION_SETS = 'readOnly',
): Target {
  const { name, sessionMinutes } = permissionSet(set);
  return {
    entitlement: buildEntitlement(of, set),
    name: account(of).name,
    permissionSetName: name,
    sessionMinutes,
  };
}

/** A need of one yes by the leads. */
export function buildNeed(overrides: Partial<ApprovalNeed> = {}): ApprovalNeed {
  return ApprovalNeed.parse({
    targets: [0],
    alternatives: [
      {
        policy: { id: 'approval-1', version: 1, name: 'Leads approve' },
        steps: [{ name: 'Leads', approvers: { users: [], groups: [GROUPS.leads] }, needed: 1 }],
      },
    ],
    ...overrides,
  });
}

/** A yes by cleo. */
export function buildDecision(overrides: Partial<Decision> = {}): Decision {
  return Decision.parse({
    approver: ref('cleo'),
    answer: 'approve',
    comment: '',
    at: START,
    countedFor: [{ need: 0, alternative: 0, step: 0 }],
    ...overrides,
  });
}

const granted = {
  approvedAt: START,
  startsAt: START,
  endsAt: START + HOUR,
  leaseIds: ['lease-1'],
};

const byRequestStatus: { [S in RequestStatus]: object } = {
  pending: { expiresAt: START + 3 * HOUR },
  scheduled: granted,
  active: { ...granted, activatedAt: START },
  ended: { ...granted, activatedAt: START, endedAt: START + HOUR, endReason: 'elapsed' },
  rejected: { rejectedAt: START },
  cancelled: { cancelledAt: START, cancelledBy: ref('ada'), cancelComment: '' },
  expired: { expiredAt: START + 3 * HOUR },
  failed: { ...granted, failedAt: START, failure: [{ code: 'assignment-failed', message: 'It failed.' }] },
};

/** A request of ada for ReadOnly in Payments Production, which the leads decide; pending unless told. */
export function buildRequest<S extends RequestStatus = 'pending'>(
  overrides: Partial<RequestIn<S>> & { status?: S } = {},
): RequestIn<S> {
  const status: RequestStatus = overrides.status ?? 'pending';
  return AccessRequest.parse({
    id: 'request-1',
    revision: 1,
    requester: ref('ada'),
    beneficiary: ref('ada'),
    targets: [buildTarget()],
    window: { minutes: 60 },
    justification: 'Look at a failed payment',
    createdAt: START,
    updatedAt: START,
    eligibility: [[{ id: 'eligibility-1', version: 1, name: 'Engineers read' }]],
    needs: [buildNeed()],
    decisions: [],
    ...byRequestStatus[status],
    ...overrides,
    status,
  }) as RequestIn<S>;
}

const byLeaseStatus: { [S in LeaseStatus]: object } = {
  scheduled: {},
  activating: { activatingAt: START },
  active: { activatingAt: START, activatedAt: START, standing: false },
  ending: {
    activatingAt: START,
    activatedAt: START,
    standing: false,
    endReason: 'elapsed',
    endAskedAt: START + HOUR,
  },
  ended: {
    activatingAt: START,
    activatedAt: START,
    standing: false,
    endReason: 'elapsed',
    endAskedAt: START + HOUR,
    endedAt: START + HOUR,
    removal: 'removed',
  },
  failed: { failedAt: START, failure: [{ code: 'assignment-failed', message: 'It failed.' }] },
};

/** The lease of `buildRequest()`; scheduled unless told. */
export function buildLease<S extends LeaseStatus = 'scheduled'>(
  overrides: Partial<LeaseIn<S>> & { status?: S } = {},
): LeaseIn<S> {
  const status: LeaseStatus = overrides.status ?? 'scheduled';
  return Lease.parse({
    id: 'lease-1',
    requestId: 'request-1',
    beneficiaryId: PEOPLE.ada,
    target: buildTarget(),
    startsAt: START,
    endsAt: START + HOUR,
    version: 1,
    ...byLeaseStatus[status],
    ...overrides,
    status,
  }) as LeaseIn<S>;
}

/** The assignment record of `buildLease()`. */
export function buildAssignment(overrides: Partial<AssignmentRecord> = {}): AssignmentRecord {
  return AssignmentRecord.parse({
    beneficiaryId: PEOPLE.ada,
    entitlement: buildEntitlement(),
    leases: ['lease-1'],
    standing: false,
    version: 1,
    ...overrides,
  });
}

const versioned = { version: 1, changedAt: START, changedBy: ref('finn') };

/** Engineers may ask for anything anywhere. */
export function buildEligibilityPolicy(
  overrides: Partial<z.input<typeof EligibilityPolicy>> = {},
): EligibilityPolicy {
  return EligibilityPolicy.parse({
    kind: 'eligibility',
    id: 'eligibility-1',
    name: 'Engineers read',
    subjects: { groups: [GROUPS.engineers] },
    accounts: { everywhere: true },
    permissionSets: { all: true },
    ...versioned,
    ...overrides,
  });
}

/** The leads approve everything, in one step. */
export function buildApprovalPolicy(overrides: Partial<z.input<typeof ApprovalPolicy>> = {}): ApprovalPolicy {
  return ApprovalPolicy.parse({
    kind: 'approval',
    id: 'approval-1',
    name: 'Leads approve',
    accounts: { everywhere: true },
    permissionSets: { all: true },
    steps: [{ name: 'Leads', approvers: { groups: [GROUPS.leads] } }],
    ...versioned,
    ...overrides,
  });
}

/** Settings as they are before anybody changes them. */
export function buildSettings(overrides: Partial<z.input<typeof Settings>> = {}): Settings {
  return Settings.parse({ kind: 'settings', id: SETTINGS_ID, ...versioned, ...overrides });
}

/** Dan decides in cleo's place for an hour. */
export function buildDelegation(overrides: Partial<z.input<typeof Delegation>> = {}): Delegation {
  return Delegation.parse({
    kind: 'delegation',
    id: 'delegation-1',
    from: PEOPLE.cleo,
    to: PEOPLE.dan,
    startsAt: START,
    endsAt: START + HOUR,
    ...versioned,
    ...overrides,
  });
}

/** ReadOnly and Developer as one. */
export function buildBundle(overrides: Partial<z.input<typeof Bundle>> = {}): Bundle {
  return Bundle.parse({
    kind: 'bundle',
    id: 'bundle-1',
    name: 'On call',
    permissionSets: [PERMISSION_SETS.readOnly, PERMISSION_SETS.developer],
    ...versioned,
    ...overrides,
  });
}

/** The sample organization, with parts replaced. */
export function buildSnapshot(overrides: Partial<DirectorySnapshot> = {}): DirectorySnapshot {
  return DirectorySnapshot.parse(structuredClone({ ...SAMPLE, ...overrides }));
}

/** The creation of `buildRequest()`. */
export function buildEvent(overrides: Partial<AuditEvent> = {}): AuditEvent {
  return AuditEvent.parse({
    stream: requestStream('request-1'),
    type: 'RequestCreated',
    at: START,
    actor: { kind: 'person', person: ref('ada') },
    data: {},
    ...overrides,
  });
}

function must<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('The sample organization does not hold this.');
  return value;
}
