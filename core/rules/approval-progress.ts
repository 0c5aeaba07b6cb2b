import type {
  AccessRequest,
  ApprovalAlternative,
  CountedFor,
  Decision,
  PendingRequest,
} from '../model/request';

/** How far a request's approval has come; `currentStep` is the open one, or the number of steps when all are complete. */
type ApprovalProgress = { complete: boolean; needs: NeedProgress[] };
type NeedProgress = { complete: boolean; alternatives: AlternativeProgress[] };
type AlternativeProgress = {
  complete: boolean;
  currentStep: number;
  steps: { name: string; needed: number; given: number }[];
};

/** Counts the yeses of a request, step by step. */
export function progressOf(request: Pick<AccessRequest, 'needs' | 'decisions'>): ApprovalProgress {
  const counted = request.decisions
    .filter((decision) => decision.answer === 'approve')
    .flatMap((decision) => decision.countedFor);
  const needs = request.needs.map((need, needIndex) => {
    const alternatives = need.alternatives.map((alternative, index) =>
      alternativeProgress(
        alternative,
        counted.filter((place) => place.need === needIndex && place.alternative === index),
      ),
    );
    return { complete: alternatives.some((alternative) => alternative.complete), alternatives };
  });
  return { complete: needs.every((need) => need.complete), needs };
}

/** What a decision makes of a pending request: one no rejects, a yes approves when nothing is left to say yes to. */
export function afterDecision(
  request: PendingRequest,
  decision: Decision,
): 'approved' | 'rejected' | 'pending' {
  if (decision.answer === 'reject') return 'rejected';
  const decisions = [...request.decisions, decision];
  return progressOf({ needs: request.needs, decisions }).complete ? 'approved' : 'pending';
}

function alternativeProgress(
  alternative: ApprovalAlternative,
  counted: readonly CountedFor[],
): AlternativeProgress {
  const steps = alternative.steps.map(({ name, needed }, index) => ({
    name,
    needed,
    given: counted.filter((place) => place.step === index).length,
  }));
  const open = steps.findIndex((step) => step.given < step.needed);
  return { complete: open < 0, currentStep: open < 0 ? steps.length : open, steps };
}
