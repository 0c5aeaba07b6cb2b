import type { CreateRequest, RequestPreview } from '../contract/requests';
import { MINUTE, toIso } from '../model/instant';
import type { DirectorySnapshot } from '../model/directory';
import { refOf } from '../model/person';
import type { ApprovalAlternative, ApprovalNeed } from '../model/request';
import { possibleApprovers } from '../rules/approval';
import { type Assessment, assessRequest, type RequestFacts } from './assess-request';
import type { Caller, Ports } from './deps';
import { gatherFacts } from './gather-facts';

type Deps = Pick<Ports, 'clock' | 'directory' | 'policies' | 'requests'>;

/** How many possible approvers of a step are named. */
export const NAMED_APPROVERS = 20;

/** What would happen if the caller asked for this now. Changes nothing. */
export async function previewRequest(
  input: { readonly caller: Caller; readonly body: CreateRequest },
  deps: Deps,
): Promise<RequestPreview> {
  const facts = await gatherFacts(input, deps);
  const assessment = assessRequest(facts);
  const { startsAt, endsAt, needs, targets, maxMinutes } = assessment;
  const longestSession = Math.max(
    0,
    ...targets.map(({ permissionSet }) => permissionSet?.sessionMinutes ?? 0),
  );
  const decideBefore = facts.now + facts.settings.decisionMinutes * MINUTE;
  return {
    allowed: assessment.reasons.length === 0,
    reasons: [...assessment.reasons],
    targets: targets.map(targetView),
    approvalRequired: needs.length > 0,
    approvers: approverViews(needs, facts),
    ...(assessment.window.startsAt === undefined ? {} : { startsAt: toIso(startsAt) }),
    endsAt: toIso(endsAt),
    sessionsUntil: toIso(endsAt + longestSession * MINUTE),
    ...(needs.length > 0 ? { decideBefore: toIso(Math.min(decideBefore, expiryBound(assessment))) } : {}),
    ...(maxMinutes === undefined ? {} : { maxMinutes }),
  };
}

function expiryBound({ window, endsAt }: Assessment): number {
  return window.startsAt === undefined ? Number.MAX_SAFE_INTEGER : endsAt;
}

function targetView({ input, account, permissionSet, decision }: Assessment['targets'][number]) {
  return {
    ...input,
    accountName: account?.name ?? '',
    permissionSetName: permissionSet?.name ?? '',
    allowed: decision.allowed,
    policies: decision.allowed ? [...decision.policies] : [],
    ...(decision.allowed
      ? { maxMinutes: decision.maxMinutes, approvalRequired: decision.approvalRequired }
      : {}),
    ...(permissionSet ? { sessionMinutes: permissionSet.sessionMinutes } : {}),
  };
}

function approverViews(needs: readonly ApprovalNeed[], facts: RequestFacts): RequestPreview['approvers'] {
  const excluded = [facts.requester.userId, facts.beneficiary?.userId ?? facts.requester.userId];
  const possible = possibleApprovers(needs, facts.snapshot, excluded);
  return needs.map((need, needIndex) => ({
    targets: need.targets,
    alternatives: need.alternatives.map((alternative, alternativeIndex) =>
      alternativeView(alternative, facts.snapshot, (step) => {
        const found = possible.find(
          (one) => one.need === needIndex && one.alternative === alternativeIndex && one.step === step,
        );
        return found?.people ?? [];
      }),
    ),
  }));
}

function alternativeView(
  { policy, steps }: ApprovalAlternative,
  snapshot: DirectorySnapshot,
  peopleOf: (step: number) => RequestFacts['snapshot']['people'],
) {
  return {
    policy,
    steps: steps.map((step, index) => {
      const people = peopleOf(index);
      return {
        name: step.name,
        needed: step.needed,
        groups: step.approvers.groups.map((id) => ({
          id,
          name: snapshot.groups.find((group) => group.id === id)?.name ?? id,
        })),
        people: people.slice(0, NAMED_APPROVERS).map(refOf),
        morePeople: Math.max(0, people.length - NAMED_APPROVERS),
      };
    }),
  };
}
