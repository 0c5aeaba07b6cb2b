import type { RequestDetail } from '../contract/requests';
import { requestStream } from '../model/audit-event';
import { toIso } from '../model/instant';
import type { AccessRequest } from '../model/request';
import type { Viewer } from './caller-identity';
import type { Ports } from './deps';
import { standingStop, stopView } from './emergency/stop';
import { settingsOf } from './gather-facts';
import { leaseView } from './views/lease';
import { permissionsView } from './views/permissions';
import { progressView } from './views/progress';
import { requestSummary } from './views/request-summary';
import { timelineView } from './views/timeline';

export type DescribeDeps = Pick<Ports, 'clock' | 'requests' | 'audit' | 'directory' | 'policies'>;

/** What an emergency stop keeps from beginning. */
const WAITS: ReadonlySet<AccessRequest['status']> = new Set(['pending', 'scheduled']);

/** A request with everything that happened to it, for somebody who may see it. */
export async function describeRequest(
  request: AccessRequest,
  viewer: Viewer,
  deps: DescribeDeps,
): Promise<RequestDetail> {
  const [leases, events, snapshot, { policies }] = await Promise.all([
    deps.requests.leasesOf(request.id),
    deps.audit.stream(requestStream(request.id)),
    deps.directory.snapshot(),
    deps.policies.current(),
  ]);
  const now = deps.clock.now();
  return {
    ...requestSummary(request),
    leases: leases.map(leaseView),
    decisions: request.decisions.map(({ approver, answer, comment, at }) => ({
      approver,
      answer,
      comment,
      at: toIso(at),
    })),
    progress: progressView(request, snapshot),
    eligibility: request.eligibility,
    emergencyStop: WAITS.has(request.status) ? stopView(standingStop(policies)) : undefined,
    failure: 'failure' in request ? request.failure : undefined,
    timeline: timelineView(events, request, leases),
    can: permissionsView(request, leases, viewer, settingsOf(policies), now),
    now: toIso(now),
  };
}
