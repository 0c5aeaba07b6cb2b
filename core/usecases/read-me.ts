import type { Me } from '../contract/me';
import { toIso } from '../model/instant';
import { refOf } from '../model/person';
import type { Viewer } from './caller-identity';
import type { Ports } from './deps';
import { standingStop, stopView } from './emergency/stop';
import { settingsOf } from './gather-facts';
import { listInbox } from './list-requests';

type Deps = Pick<Ports, 'clock' | 'requests' | 'policies' | 'hardEndMode'>;

/** The number of waiting requests is told up to here. */
const MOST_WAITING = 99;

/** Who the viewer is, what waits for them, and what the forms need to know. */
export async function readMe(input: { readonly viewer: Viewer }, deps: Deps): Promise<Me> {
  const { viewer } = input;
  const [inbox, { policies }] = await Promise.all([
    listInbox(viewer, {}, { limit: MOST_WAITING }, deps),
    deps.policies.current(),
  ]);
  const { decisionMinutes, maxMinutes, approvalCommentRequired, ticketUrl } = settingsOf(policies);
  return {
    person: refOf(viewer.person),
    email: viewer.person.email,
    roles: { auditor: viewer.auditor, admin: viewer.admin, responder: viewer.responder },
    emergencyStop: stopView(standingStop(policies)),
    waitingForMe: inbox.items.length,
    now: toIso(deps.clock.now()),
    hardEnd: deps.hardEndMode,
    rules: { decisionMinutes, maxMinutes, approvalCommentRequired, ticketUrl },
  };
}
