import type { RequestSummary } from '../../contract/requests';
import { toIso } from '../../model/instant';
import type { AccessRequest } from '../../model/request';
import { isoOf } from './iso';
import { targetView } from './target';

/** A request as lists show it. */
export function requestSummary(request: AccessRequest): RequestSummary {
  return {
    id: request.id,
    revision: request.revision,
    status: request.status,
    requester: request.requester,
    beneficiary: request.beneficiary,
    targets: request.targets.map(targetView),
    justification: request.justification,
    ticket: request.ticket,
    minutes: request.window.minutes,
    createdAt: toIso(request.createdAt),
    updatedAt: toIso(request.updatedAt),
    wantedStart: isoOf(request.window.startsAt),
    startsAt: isoOf('startsAt' in request ? request.startsAt : undefined),
    endsAt: isoOf('endsAt' in request ? request.endsAt : undefined),
    expiresAt: isoOf('expiresAt' in request ? request.expiresAt : undefined),
    endReason: 'endReason' in request ? request.endReason : undefined,
  };
}
