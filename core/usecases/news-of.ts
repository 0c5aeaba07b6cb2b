import {
  activatedNews,
  approvedNews,
  cancelledNews,
  createdNews,
  endedNews,
  expiredNews,
  extendedNews,
  failedNews,
  leaseFailedNews,
  orphanedNews,
  rejectedNews,
} from '../notices/status-notice';
import { timeText } from '../notices/words';
import type { ChainedEvent } from '../model/audit-event';
import type { DirectorySnapshot } from '../model/directory';
import { DAY, type EpochMs, fromIso } from '../model/instant';
import type { Target } from '../model/entitlement';
import type { Lease } from '../model/lease';
import type { AccessRequest } from '../model/request';
import { approversNow } from '../rules/approval';

/**
 * What an event is to those whom it concerns; `undefined`: no news. The request may have moved on before the mail is written:
 * what it no longer holds is left out rather than told wrongly.
 */
export function newsOf(
  event: ChainedEvent,
  request: AccessRequest,
  snapshot: DirectorySnapshot,
  now: EpochMs,
  leases: readonly Lease[],
): ReturnType<typeof createdNews> | undefined {
  switch (event.type) {
    case 'RequestCreated':
      return request.status === 'pending'
        ? createdNews(
            approversNow(request, snapshot).map(({ displayName }) => displayName),
            request.expiresAt,
          )
        : undefined;
    case 'RequestApproved':
      return 'approvedAt' in request
        ? approvedNews(request, now, event.data.emergencyStop === true)
        : undefined;
    case 'RequestRejected':
      return rejectedNews(request);
    case 'RequestCancelled':
      return cancelledNews(request);
    case 'RequestExpired':
      return expiredNews(request);
    case 'RequestActivated':
      return 'approvedAt' in request ? activatedNews(request) : undefined;
    case 'RequestExtended':
      return 'approvedAt' in request ? extendedNews(request) : undefined;
    case 'RequestEnded':
      return request.status === 'ended' ? endedNews(request, leases) : undefined;
    case 'RequestFailed':
      return request.status === 'failed' ? failedNews(request) : undefined;
    case 'LeaseFailed':
      return leaseFailed(event, request);
    case 'LeaseOrphaned':
      return orphaned(event, request);
    case 'DecisionRecorded':
    case 'DecisionRefused':
    case 'LeaseActivating':
    case 'LeaseActivated':
    case 'LeaseEndAsked':
    case 'LeaseEnding':
    case 'LeaseEnded':
    case 'WorkflowRestarted':
    case 'LeaseOverdue':
    case 'AssignmentMissing':
    case 'AssignmentUnknown':
    case 'AssignmentAdopted':
    case 'AssignmentMended':
    case 'AssignmentEndAsked':
    case 'AssignmentEnding':
    case 'AssignmentEnded':
    case 'FindingSettled':
    case 'PolicyCreated':
    case 'PolicyChanged':
    case 'SettingsChanged':
    case 'HardEndAsked':
    case 'HardEndWriting':
    case 'HardEndWritten':
    case 'HardEndNotWritten':
    case 'EmergencyStopDeclared':
    case 'EmergencyStopLifted':
    case 'EmergencyEndOrdered':
    case 'EmergencyEndContinued':
    case 'EmergencyEndCompleted':
      return undefined;
  }
}

/** One of several leases failed. When all have, the failure of the request tells it. */
function leaseFailed(event: ChainedEvent, request: AccessRequest) {
  const target = targetOf(event, request);
  if (!target || request.status === 'failed') return undefined;
  const { reasons } = event.data;
  const texts = Array.isArray(reasons) ? reasons.filter((one) => typeof one === 'string') : [];
  return leaseFailedNews(target, texts);
}

/** The first refusal is told, and then one a day. */
function orphaned({ data, ...event }: ChainedEvent, request: AccessRequest) {
  const target = targetOf({ data }, request);
  const { tries, reason, retryAt } = data;
  if (!target || typeof tries !== 'number' || typeof reason !== 'string' || typeof retryAt !== 'string')
    return undefined;
  if (tries > 1 && fromIso(retryAt) - event.at < DAY) return undefined;
  return orphanedNews(target, reason, timeText(fromIso(retryAt)));
}

function targetOf({ data }: Pick<ChainedEvent, 'data'>, request: AccessRequest): Target | undefined {
  const ids = 'leaseIds' in request ? (request.leaseIds ?? []) : [];
  return request.targets[ids.findIndex((id) => id === data.leaseId)];
}
