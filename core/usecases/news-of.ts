import {
  activatedNews,
  approvedNews,
  cancelledNews,
  createdNews,
  endedNews,
  expiredNews,
  failedNews,
  rejectedNews,
} from '../notices/status-notice';
import type { ChainedEvent } from '../model/audit-event';
import type { DirectorySnapshot } from '../model/directory';
import type { EpochMs } from '../model/instant';
import type { AccessRequest } from '../model/request';
import { approversNow } from '../rules/approval';

/**
 * What an event is to requester and beneficiary; `undefined`: no news. The request may have moved on before the mail is written:
 * what it no longer holds is left out rather than told wrongly.
 */
export function newsOf(
  event: ChainedEvent,
  request: AccessRequest,
  snapshot: DirectorySnapshot,
  now: EpochMs,
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
      return 'approvedAt' in request ? approvedNews(request, now) : undefined;
    case 'RequestRejected':
      return rejectedNews(request);
    case 'RequestCancelled':
      return cancelledNews(request);
    case 'RequestExpired':
      return expiredNews(request);
    case 'RequestActivated':
      return 'approvedAt' in request ? activatedNews(request) : undefined;
    case 'RequestEnded':
      return request.status === 'ended' ? endedNews(request) : undefined;
    case 'RequestFailed':
      return request.status === 'failed' ? failedNews(request) : undefined;
    case 'DecisionRecorded':
    case 'DecisionRefused':
    case 'LeaseActivating':
    case 'LeaseActivated':
    case 'LeaseEndAsked':
    case 'LeaseEnding':
    case 'LeaseEnded':
    case 'LeaseFailed':
    case 'PolicyCreated':
    case 'PolicyChanged':
    case 'SettingsChanged':
    case 'EmergencyStopDeclared':
    case 'EmergencyStopLifted':
      return undefined;
  }
}
