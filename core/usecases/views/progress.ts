import type { RequestDetail } from '../../contract/requests';
import type { DirectorySnapshot } from '../../model/directory';
import { refOf } from '../../model/person';
import type { AccessRequest, ApprovalNeed } from '../../model/request';
import { possibleApprovers, progressOf } from '../../rules/approval';
import { openSteps } from '../../rules/open-steps';
import { NAMED_APPROVERS } from '../preview-request';

type Progress = RequestDetail['progress'][number];
type Place = { readonly need: number; readonly alternative: number; readonly step: number };

/** How far the approval of a request is, with the names of those who can say yes. */
export function progressView(request: AccessRequest, snapshot: DirectorySnapshot): Progress[] {
  const given = progressOf(request);
  const excluded = [request.requester.userId, request.beneficiary.userId];
  const possible = possibleApprovers(request.needs, snapshot, excluded);
  const open = request.status === 'pending' ? openSteps(request).map(({ place }) => place) : [];
  const groupName = (id: string) => snapshot.groups.find((group) => group.id === id)?.name ?? id;

  const stepView = (need: ApprovalNeed, at: Place) => {
    const step = need.alternatives[at.alternative]?.steps[at.step];
    const people = possible.find((one) => same(one, at))?.people ?? [];
    return {
      name: step?.name ?? '',
      needed: step?.needed ?? 0,
      given: given.needs[at.need]?.alternatives[at.alternative]?.steps[at.step]?.given ?? 0,
      open: open.some((place) => same(place, at)),
      groups: (step?.approvers.groups ?? []).map((id) => ({ id, name: groupName(id) })),
      people: people.slice(0, NAMED_APPROVERS).map(refOf),
      morePeople: Math.max(0, people.length - NAMED_APPROVERS),
    };
  };

  return request.needs.map((need, needIndex) => ({
    targets: need.targets,
    complete: given.needs[needIndex]?.complete ?? false,
    alternatives: need.alternatives.map(({ policy, steps }, alternative) => ({
      policy,
      complete: given.needs[needIndex]?.alternatives[alternative]?.complete ?? false,
      steps: steps.map((_, step) => stepView(need, { need: needIndex, alternative, step })),
    })),
  }));
}

function same(a: Place, b: Place): boolean {
  return a.need === b.need && a.alternative === b.alternative && a.step === b.step;
}
