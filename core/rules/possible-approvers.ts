import type { DirectorySnapshot } from '../model/directory';
import type { Person } from '../model/person';
import type { ApprovalStep } from '../model/policy';
import type { RefusalReason } from '../model/refusal';
import type { AccessRequest, ApprovalAlternative, ApprovalNeed } from '../model/request';
import { canFillAll } from './matching';
import { openSteps } from './open-steps';
import { reason } from './reason';

/** Who could fill each step: enabled people of the directory other than `excluded` (user ids), by name. */
export function possibleApprovers(
  needs: readonly ApprovalNeed[],
  snapshot: DirectorySnapshot,
  excluded: readonly string[],
): { need: number; alternative: number; step: number; people: Person[] }[] {
  const peopleOf = stepPeople(snapshot, excluded);
  return needs.flatMap(({ alternatives }, need) =>
    alternatives.flatMap(({ steps }, alternative) =>
      steps.map((each, step) => ({ need, alternative, step, people: peopleOf(each) })),
    ),
  );
}

/** Each need must have an alternative whose steps different people can fill; otherwise it would wait in vain. */
export function checkPossibleApprovers(
  needs: readonly ApprovalNeed[],
  snapshot: DirectorySnapshot,
  excluded: readonly string[],
): RefusalReason[] {
  const peopleOf = stepPeople(snapshot, excluded);
  const fillable = ({ steps }: ApprovalAlternative) =>
    canFillAll(
      steps.flatMap((step) => Array<string[]>(step.needed).fill(peopleOf(step).map((each) => each.userId))),
    );
  return needs
    .filter((need) => !need.alternatives.some(fillable))
    .flatMap((need) => need.targets.map((target) => nobodyCan(need, target)));
}

/** Who can act on the open steps of a pending request and has not been counted there yet, by name. */
export function approversNow(request: AccessRequest, snapshot: DirectorySnapshot): Person[] {
  if (request.status !== 'pending') return [];
  const peopleOf = stepPeople(snapshot, [request.requester.userId, request.beneficiary.userId]);
  const people = openSteps(request).flatMap(({ step, counted }) =>
    peopleOf(step).filter((person) => !counted.has(person.userId)),
  );
  return [...new Set(people)].toSorted(byName);
}

function stepPeople(snapshot: DirectorySnapshot, excluded: readonly string[]) {
  const eligible = snapshot.people.filter((person) => person.enabled && !excluded.includes(person.userId));
  const byId = new Map(eligible.map((person) => [person.userId, person]));
  return ({ approvers }: ApprovalStep): Person[] => {
    const inGroups = approvers.groups.flatMap((group) =>
      Object.hasOwn(snapshot.members, group) ? (snapshot.members[group] ?? []) : [],
    );
    return [...new Set([...approvers.users, ...inGroups])]
      .flatMap((userId) => byId.get(userId) ?? [])
      .toSorted(byName);
  };
}

function nobodyCan(need: ApprovalNeed, target: number): RefusalReason {
  const policies = need.alternatives.map(({ policy }) => `"${policy.name}"`).join(' or ');
  const message = `Too few people could approve this under ${policies}: requester, beneficiary and disabled users do not count.`;
  return reason('no-possible-approver', message, `targets[${target}]`);
}

function byName(a: Person, b: Person): number {
  return a.displayName.localeCompare(b.displayName, 'en') || (a.userId < b.userId ? -1 : 1);
}
