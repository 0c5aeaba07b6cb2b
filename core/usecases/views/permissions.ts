import type { RequestDetail } from '../../contract/requests';
import type { EpochMs } from '../../model/instant';
import type { Lease } from '../../model/lease';
import { machineNameOf } from '../../model/machine';
import type { Settings } from '../../model/policy';
import type { RefusalReason } from '../../model/refusal';
import type { AccessRequest } from '../../model/request';
import { mayDecide } from '../../rules/approval';
import { mayExtend } from '../../rules/extension';
import { reason } from '../../rules/reason';
import { mayCancel, mayEnd } from '../../rules/visibility';
import type { Viewer } from '../caller-identity';

type Can = RequestDetail['can'];
type Verdict = { readonly allowed: true } | { readonly allowed: false; readonly reasons: RefusalReason[] };

/** What the viewer may do with a request now, by the rules that decide it when they try. */
export function permissionsView(
  request: AccessRequest,
  leases: readonly Lease[],
  viewer: Viewer,
  settings: Settings,
  now: EpochMs,
): Can {
  const seeActivity = leases.some((lease) => 'activatedAt' in lease && lease.activatedAt !== undefined);
  if (machineNameOf(viewer.userId) !== undefined)
    return { decide: forPeople, cancel: forPeople, end: forPeople, extend: forPeople, seeActivity };
  const end = ending(request, leases, viewer);
  return {
    decide: permission(
      mayDecide({
        request,
        approver: viewer,
        answer: 'approve',
        // Whether a comment is missing is not known before it is written.
        comment: 'to be written',
        revision: request.revision,
        settings,
        now,
      }),
    ),
    cancel: permission(mayCancel({ viewer, request })),
    end: permission(end),
    endAs: end.allowed ? end.as : undefined,
    extend: permission(mayExtend({ request, leases, person: viewer, now })),
    seeActivity,
  };
}

/** A machine files requests; what becomes of them is for people to say. */
const forPeople: Can['decide'] = {
  allowed: false,
  reasons: [reason('machine-may-not', 'Only a person may do this, whatever scopes a machine has.')],
};

/** The first lease that can be ended speaks for the request. */
function ending(request: AccessRequest, leases: readonly Lease[], viewer: Viewer) {
  const verdict = mayEnd({ viewer, request });
  if (!verdict.allowed || leases.length === 0) return verdict;
  const each = leases.map((lease) => mayEnd({ viewer, request, lease }));
  return each.find((one) => one.allowed) ?? each[0] ?? verdict;
}

function permission(verdict: Verdict): Can['decide'] {
  return verdict.allowed ? { allowed: true, reasons: [] } : { allowed: false, reasons: verdict.reasons };
}
