import type { ApprovalNeed, CountedFor } from '../../../../core/model/request';
import { buildDecision, ref } from '../../../support/build';

/** A step of a group, by the group's id. */
export const step = (group: string, needed = 1, users: string[] = []) => ({
  name: group,
  approvers: { users, groups: [group] },
  needed,
});

/** A need of alternatives, each a list of steps. */
export const need = (...alternatives: ReturnType<typeof step>[][]): ApprovalNeed => ({
  targets: [0],
  alternatives: alternatives.map((steps, at) => ({
    policy: { id: `policy-${at}`, version: 1, name: `Policy ${at}` },
    steps,
  })),
});

/** A place among needs, alternatives and steps. */
export const at = (needIndex: number, alternative: number, stepIndex: number): CountedFor => ({
  need: needIndex,
  alternative,
  step: stepIndex,
});

/** A yes of somebody that counted at these places. */
export const yes = (name: Parameters<typeof ref>[0], ...countedFor: CountedFor[]) =>
  buildDecision({ approver: ref(name), countedFor });
