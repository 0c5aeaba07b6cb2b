import type { z } from 'zod';
import type { TimelineEntry } from '../../contract/requests';
import type { Actor, AuditEvent, AuditEventType } from '../../model/audit-event';
import { toIso } from '../../model/instant';
import { machineAsPerson } from '../../model/machine';
import type { Lease } from '../../model/lease';
import type { AccessRequest } from '../../model/request';
import { sentenceOf } from './sentences';

/** Types whose comment another entry of the same moment shows already. */
const COMMENT_SHOWN_ELSEWHERE: ReadonlySet<AuditEventType> = new Set(['RequestRejected', 'RequestEnded']);

/** Everything that happened to a request, in sentences, oldest first. */
export function timelineView(
  events: readonly AuditEvent[],
  request: AccessRequest,
  leases: readonly Lease[],
): z.infer<typeof TimelineEntry>[] {
  return events.map((event) => {
    const actor = actorName(event.actor);
    const comment = event.data.comment;
    const shown = typeof comment === 'string' && comment !== '' && !COMMENT_SHOWN_ELSEWHERE.has(event.type);
    return {
      at: toIso(event.at),
      type: event.type,
      actor,
      text: sentenceOf(event, actor, request, leases),
      ...(shown ? { comment } : {}),
    };
  });
}

/** Who did it, as a name. */
function actorName(actor: Actor): string {
  switch (actor.kind) {
    case 'person':
      return actor.person.displayName;
    case 'machine':
      return machineAsPerson(actor.name).displayName;
    case 'hourglass':
      return 'Hourglass';
  }
}
