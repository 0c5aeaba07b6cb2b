import type { ApprovalStep } from '../model/policy';
import type { AccessRequest, CountedFor } from '../model/request';
import { progressOf } from './approval-progress';

/** A step that waits for a yes, and who has said yes to its alternative so far. */
export type OpenStep = { place: CountedFor; step: ApprovalStep; counted: ReadonlySet<string> };

/** The first incomplete step of each alternative of each need that is not yet met: the only ones that can be decided. */
export function openSteps(request: Pick<AccessRequest, 'needs' | 'decisions'>): OpenStep[] {
  const progress = progressOf(request);
  return request.needs.flatMap((need, needIndex) => {
    const met = progress.needs[needIndex];
    if (met === undefined || met.complete) return [];
    return need.alternatives.flatMap((alternative, index) => {
      const stepIndex = met.alternatives[index]?.currentStep ?? 0;
      const step = alternative.steps[stepIndex];
      const place = { need: needIndex, alternative: index, step: stepIndex };
      return step === undefined ? [] : [{ place, step, counted: countedIn(request, place) }];
    });
  });
}

/** A person counts once in an alternative, so that its steps are filled by different people. */
function countedIn({ decisions }: Pick<AccessRequest, 'decisions'>, at: CountedFor): Set<string> {
  const here = decisions.filter((decision) =>
    decision.countedFor.some((place) => place.need === at.need && place.alternative === at.alternative),
  );
  return new Set(here.map((decision) => decision.approver.userId));
}
