import type { CreateRequest, TargetInput } from '../contract/requests';
import type { Account, DirectorySnapshot, PermissionSet } from '../model/directory';
import { entitlementKey, type Target } from '../model/entitlement';
import { type EpochMs, fromIso } from '../model/instant';
import type { Person } from '../model/person';
import type { ApprovalPolicy, EligibilityPolicy, Settings, TextRule } from '../model/policy';
import type { RefusalReason } from '../model/refusal';
import type { AccessRequest, ApprovalNeed, WantedWindow } from '../model/request';
import { approvalNeeds, checkPossibleApprovers } from '../rules/approval';
import { type Asker, type EligibilityDecision, mayAsk } from '../rules/eligibility';
import { underField } from '../rules/reason';
import { checkText } from '../rules/text-rules';
import { checkWindow, grantedWindow, START_TOLERANCE } from '../rules/window';

/** Everything that a request is judged by. */
export type RequestFacts = {
  readonly body: CreateRequest;
  readonly requester: Person;
  readonly beneficiary: Person | undefined;
  readonly snapshot: DirectorySnapshot;
  readonly settings: Settings;
  readonly eligibility: readonly EligibilityPolicy[];
  readonly approval: readonly ApprovalPolicy[];
  /** Live requests of the beneficiary. */
  readonly live: readonly AccessRequest[];
  readonly now: EpochMs;
};

export type AssessedTarget = {
  readonly input: TargetInput;
  readonly account: Account | undefined;
  readonly permissionSet: PermissionSet | undefined;
  readonly decision: EligibilityDecision;
};

/** What Hourglass thinks of a request: preview, refusal and creation all come from this one judgement. */
export type Assessment = {
  readonly reasons: readonly RefusalReason[];
  readonly targets: readonly AssessedTarget[];
  readonly needs: readonly ApprovalNeed[];
  readonly window: WantedWindow;
  readonly startsAt: EpochMs;
  readonly endsAt: EpochMs;
  /** The longest that all targets allow, in minutes; absent when one is refused. */
  readonly maxMinutes: number | undefined;
};

/** Groups of a person as the snapshot knows them. */
export function askerOf(userId: string, snapshot: DirectorySnapshot): Asker {
  const groupIds = Object.entries(snapshot.members)
    .filter(([, members]) => members.includes(userId))
    .map(([groupId]) => groupId);
  return { userId, groupIds: new Set(groupIds) };
}

/** Judges a request. Pure: facts in, reasons out. */
export function assessRequest(facts: RequestFacts): Assessment {
  const { body, snapshot, now } = facts;
  const beneficiary = askerOf(facts.beneficiary?.userId ?? facts.requester.userId, snapshot);
  const requester = askerOf(facts.requester.userId, snapshot);
  const targets = body.targets.map((input, index) =>
    assessTarget(input, index, facts, beneficiary, requester),
  );
  const allowed = targets.flatMap((target) => (target.decision.allowed ? [target.decision] : []));
  const complete = allowed.length === targets.length;
  const maxMinutes = complete ? Math.min(...allowed.map((decision) => decision.maxMinutes)) : undefined;
  const window = wantedWindow(body, now);
  const needs = approvalNeeds({
    targets: targets.flatMap((target) =>
      target.account && target.permissionSet && target.decision.allowed
        ? [
            {
              account: target.account,
              permissionSetArn: target.permissionSet.arn,
              approvalRequired: target.decision.approvalRequired,
            },
          ]
        : [],
    ),
    beneficiaryGroupIds: beneficiary.groupIds,
    policies: facts.approval,
  });
  const excluded = [requester.userId, beneficiary.userId];
  const reasons = [
    ...checkPeople(facts),
    ...targets.flatMap((target) => (target.decision.allowed ? [] : target.decision.reasons)),
    ...repeated(body.targets),
    ...checkWindow(window, maxMinutes ?? facts.settings.maxMinutes, now),
    ...checkText('justification', body.justification, rulesOf(allowed, 'justification', facts.settings)),
    ...checkText('ticket', body.ticket, rulesOf(allowed, 'ticket', facts.settings)),
    ...(complete && 'reasons' in needs ? needs.reasons : []),
    ...(complete && 'needs' in needs ? checkPossibleApprovers(needs.needs, snapshot, excluded) : []),
    ...duplicates(facts, window),
  ];
  return {
    reasons,
    targets,
    needs: complete && 'needs' in needs ? needs.needs : [],
    window,
    ...grantedWindow(window, now),
    maxMinutes,
  };
}

/** The targets with the names that the directory has for them now. */
export function namedTargets(assessment: Assessment): Target[] {
  return assessment.targets.flatMap(({ account, permissionSet, input }) =>
    account && permissionSet
      ? [
          {
            entitlement: { kind: 'account-assignment' as const, ...input },
            name: account.name,
            permissionSetName: permissionSet.name,
            sessionMinutes: permissionSet.sessionMinutes,
          },
        ]
      : [],
  );
}

function assessTarget(
  input: TargetInput,
  index: number,
  facts: RequestFacts,
  beneficiary: Asker,
  requester: Asker,
): AssessedTarget {
  const account = facts.snapshot.accounts.find((candidate) => candidate.id === input.accountId);
  const permissionSet = facts.snapshot.permissionSets.find((one) => one.arn === input.permissionSetArn);
  const refuse = (...reasons: RefusalReason[]): AssessedTarget => ({
    input,
    account,
    permissionSet,
    decision: { allowed: false, reasons },
  });
  if (!account || input.accountId === facts.snapshot.managementAccountId)
    return refuse({
      code: 'account-unknown',
      message: account
        ? `The management account ${input.accountId} can never be asked for: a delegated administrator may not assign access in it.`
        : `There is no account ${input.accountId} in this organization.`,
      field: `targets[${index}].accountId`,
    });
  if (!permissionSet)
    return refuse({
      code: 'permission-set-unknown',
      message: `There is no permission set ${input.permissionSetArn}.`,
      field: `targets[${index}].permissionSetArn`,
    });
  const decision = mayAsk({
    beneficiary,
    requester,
    account,
    permissionSet,
    policies: facts.eligibility,
    settings: facts.settings,
  });
  return decision.allowed
    ? { input, account, permissionSet, decision }
    : refuse(...underField(`targets[${index}]`, decision.reasons));
}

/** A start up to a few minutes ago is "now": clocks differ and forms take time. */
function wantedWindow(body: CreateRequest, now: EpochMs): WantedWindow {
  const startsAt = body.startsAt === undefined ? undefined : fromIso(body.startsAt);
  if (startsAt === undefined || (startsAt <= now && startsAt >= now - START_TOLERANCE))
    return { minutes: body.minutes };
  return { startsAt, minutes: body.minutes };
}

function checkPeople({ requester, beneficiary, body }: RequestFacts): RefusalReason[] {
  const disabled = (person: Person): RefusalReason => ({
    code: 'person-disabled',
    message: `${person.displayName} is disabled in Identity Center.`,
  });
  if (!beneficiary)
    return [
      {
        code: 'beneficiary-unknown',
        message: `Identity Center knows nobody with the id ${body.beneficiaryId ?? requester.userId}.`,
        field: 'beneficiaryId',
      },
    ];
  const people = beneficiary.userId === requester.userId ? [requester] : [requester, beneficiary];
  return people.filter((person) => !person.enabled).map(disabled);
}

function repeated(targets: readonly TargetInput[]): RefusalReason[] {
  const seen = new Set<string>();
  return targets.flatMap((target, index) => {
    const key = `${target.accountId}#${target.permissionSetArn}`;
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [
      {
        code: 'target-twice' as const,
        message: 'The same account and permission set is in the request twice.',
        field: `targets[${index}]`,
      },
    ];
  });
}

type Allowed = Extract<EligibilityDecision, { allowed: true }>;

function rulesOf(
  allowed: readonly Allowed[],
  field: 'justification' | 'ticket',
  settings: Settings,
): TextRule[] {
  return allowed.length === 0 ? [settings[field]] : allowed.flatMap((decision) => decision[field]);
}

/**
 * A pending request for the same thing at an overlapping time is a duplicate. Once granted, a request only stands in the
 * way of one that would end no later: asking for longer is how access is prolonged.
 */
function duplicates(facts: RequestFacts, window: WantedWindow): RefusalReason[] {
  const wanted = grantedWindow(window, facts.now);
  return facts.body.targets.flatMap((input, index) => {
    const key = entitlementKey({ kind: 'account-assignment', ...input });
    const same = facts.live.find(
      (request) =>
        request.targets.some((target) => entitlementKey(target.entitlement) === key) &&
        stands(request, wanted, facts.now),
    );
    if (!same) return [];
    return [
      {
        code: 'live-request-exists' as const,
        message:
          same.status === 'pending'
            ? 'There is already a request for this that waits for a decision.'
            : 'There is already a request for this that lasts at least as long.',
        field: `targets[${index}]`,
        requestId: same.id,
      },
    ];
  });
}

function stands(
  request: AccessRequest,
  wanted: { startsAt: EpochMs; endsAt: EpochMs },
  now: EpochMs,
): boolean {
  if (request.status === 'pending') {
    const its = grantedWindow(request.window, now);
    return its.startsAt < wanted.endsAt && wanted.startsAt < its.endsAt;
  }
  if (request.status !== 'scheduled' && request.status !== 'active') return false;
  return request.startsAt <= wanted.startsAt && request.endsAt >= wanted.endsAt;
}
